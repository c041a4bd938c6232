#!/usr/bin/env python3
"""Writes golden/torch/activation-*.safetensors and the operations that torch_golden.py leaves out.

    python3 tools/golden/functions.py golden/torch

The layout of the files is that of torch_golden.py, whose writer this uses.
"""
import sys

import torch
from torch.nn import functional as F

from torch_golden import Writer

ACTIVATIONS = {
    "identity": lambda x: x * 1, "relu": F.relu, "relu6": F.relu6, "leaky-relu": F.leaky_relu,
    "sigmoid": torch.sigmoid, "tanh": torch.tanh, "square": torch.square, "sin": torch.sin, "cos": torch.cos,
    "elu": F.elu, "selu": F.selu, "celu": F.celu, "gelu": F.gelu, "gelu-tanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu, "softplus": F.softplus, "mish": F.mish,
    # F.hardsigmoid has a gradient of single precision
    "hard-sigmoid": lambda x: (x / 6 + 0.5).clamp(0, 1), "hard-tanh": F.hardtanh,
    "hard-swish": F.hardswish, "softsign": F.softsign, "tanh-shrink": F.tanhshrink, "log-sigmoid": F.logsigmoid,
    "softmax": lambda x: x.softmax(-1), "log-softmax": lambda x: x.log_softmax(-1)}

COMPARISONS = {
    "equal": torch.eq, "not_equal": torch.ne, "less": torch.lt, "less_or_equal": torch.le, "greater": torch.gt,
    "greater_or_equal": torch.ge}


def main():
    torch.manual_seed(20_261_122)
    writer = Writer(sys.argv[1])

    def op(name, config, function, **inputs):
        writer.case("op-" + name, "op", {"op": name} | config, inputs, function)

    for name, function in ACTIVATIONS.items():
        writer.case("activation-" + name, "activation", {"name": name}, {"x": torch.randn(4, 6) * 3}, function)
    x = torch.randint(-2, 3, (3, 5)).double()
    y = torch.randint(-2, 3, (3, 5)).double()
    for name, function in COMPARISONS.items():
        op(name, {}, lambda x, y, f=function: f(x.detach(), y.detach()).double(), x=x.clone(), y=y.clone())
    op("select", {}, lambda x, y: torch.where(torch.tensor([[True, False, True]]), x, y),
       x=torch.randn(4, 3), y=torch.randn(4, 3))
    op("cast", {}, lambda x: x.float().double(), x=torch.randn(3, 5))
    op("cumulative_max", {"axis": 1}, lambda x: x.cummax(1).values, x=torch.randn(3, 4, 5))
    op("reshape", {"shape": [5, 6]}, lambda x: x.reshape(5, 6), x=torch.randn(3, 2, 5))


main()
