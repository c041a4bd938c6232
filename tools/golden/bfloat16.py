#!/usr/bin/env python3
"""Writes golden/torch/bfloat16.safetensors: what PyTorch makes of bfloat16 numbers.

    python3 tools/golden/bfloat16.py golden/torch

Needs PyTorch (any 2.x, CPU). `cast.in` are awkward float32 numbers and `cast.out` their bfloat16 ones; the other
tensors are operands and results of four functions, all bfloat16: PyTorch computes each in float32 and rounds once.
"""
import struct
import sys
from pathlib import Path

import torch
from torch.nn import functional as F

from torch_golden import save


def awkward():
    """Gives bit patterns around ties, powers of two, the ends of the range, and random ones."""
    bits = []
    for upper in (0x0000, 0x0001, 0x007F, 0x0080, 0x3F7F, 0x3F80, 0x3F81, 0x4049, 0x7F7E, 0x7F7F):
        for lower in (0x0000, 0x0001, 0x7FFF, 0x8000, 0x8001, 0xFFFF):
            bits += [upper << 16 | lower, 0x80000000 | upper << 16 | lower]
    bits += [0x7F800000, 0xFF800000, 0x7FC00000, 0xFFC00000, 0x7F800001, 0x7FFFFFFF, 0xFF800001]
    bits += torch.randint(0, 1 << 32, (2000,)).tolist()
    return torch.frombuffer(bytearray(struct.pack(f"<{len(bits)}I", *bits)), dtype=torch.float32)


def main(folder):
    torch.manual_seed(16)

    def draw(*sizes):
        return torch.randn(sizes, dtype=torch.float32).to(torch.bfloat16)

    numbers = awkward()
    a, b = draw(7, 33), draw(33, 5)
    rows, x, weight, bias = draw(5, 17) * 4, draw(6, 20) * 3, draw(20), draw(20)
    curve = draw(200) * 3
    tensors = {
        "cast.in": numbers, "cast.out": numbers.to(torch.bfloat16),
        "matmul.a": a, "matmul.b": b, "matmul.out": a @ b,
        "softmax.in": rows, "softmax.out": F.softmax(rows, -1),
        "layer_norm.in": x, "layer_norm.weight": weight, "layer_norm.bias": bias,
        "layer_norm.out": F.layer_norm(x, (20,), weight, bias),
        "gelu.in": curve, "gelu.out": F.gelu(curve),
    }
    save(Path(folder) / "bfloat16.safetensors", tensors, {"kind": "bfloat16", "config": "{}"})


if __name__ == "__main__":
    main(sys.argv[1])
