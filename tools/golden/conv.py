"""Writes nn/src/test/resources/gradus/nn/reference/conv-torch.json: convolutions computed by PyTorch.

Needs PyTorch 2 on the CPU. Run from the repository root: python3 tools/golden/conv.py
The probe makes the gradients depend on every place: they are those of sum(output * probe).
"""
import json
import math

import torch
import torch.nn.functional as F

CASES = [
    # name, op, x, weight, attributes, padding before and after per axis if it is not symmetric
    ("depthwise3d", "conv3d", [2, 3, 4, 5, 3], [6, 1, 2, 3, 2],
     dict(stride=[1, 2, 1], padding=[1, 1, 0], dilation=[2, 1, 1], groups=3), None),
    ("causal1d", "conv1d", [2, 3, 7], [4, 3, 3], dict(stride=[2], padding=[0], dilation=[2], groups=1), [[4, 0]]),
    ("same_stride2_even", "conv2d", [1, 2, 6, 4], [3, 2, 3, 3],
     dict(stride=[2, 2], padding=[0, 0], dilation=[1, 1], groups=1), [[0, 1], [0, 1]]),
    ("same_stride2_odd", "conv2d", [1, 2, 5, 7], [3, 2, 3, 3],
     dict(stride=[2, 2], padding=[0, 0], dilation=[1, 1], groups=1), [[1, 1], [1, 1]]),
    ("same_kernel4", "conv2d", [1, 1, 5, 6], [2, 1, 4, 4],
     dict(stride=[1, 2], padding=[0, 0], dilation=[1, 1], groups=1), [[1, 2], [1, 1]]),
    ("padding_beyond_kernel", "conv2d", [1, 2, 2, 3], [2, 2, 2, 1],
     dict(stride=[1, 2], padding=[3, 4], dilation=[1, 1], groups=1), None),
    ("transposed_all", "conv_transpose2d", [2, 4, 3, 4], [4, 3, 3, 2],
     dict(stride=[2, 3], padding=[1, 2], output_padding=[1, 0], dilation=[2, 1], groups=2), None),
    ("transposed_long_output_padding", "conv_transpose1d", [1, 2, 4], [2, 2, 2],
     dict(stride=[1], padding=[0], output_padding=[2], dilation=[3], groups=1), None),
    ("transposed_depthwise3d", "conv_transpose3d", [1, 2, 2, 3, 2], [2, 1, 2, 1, 3],
     dict(stride=[2, 1, 2], padding=[0, 0, 1], output_padding=[1, 0, 1], dilation=[1, 1, 2], groups=2), None),
]


def numbers(shape, phase):
    count = math.prod(shape)
    return torch.tensor([round(math.sin(1.3 * i + phase) * 2, 3) for i in range(count)]).reshape(shape)


def literal(t):
    return {"shape": list(t.shape), "dtype": "float32", "data": [float(f"{v:.7g}") for v in t.reshape(-1).tolist()]}


def case(name, op, x_shape, w_shape, attrs, ends):
    x = numbers(x_shape, 0.1).requires_grad_()
    w = numbers(w_shape, 1.7).requires_grad_()
    out = w_shape[1] * attrs["groups"] if "transpose" in op else w_shape[0]
    b = numbers([out], 2.9).requires_grad_()
    padded = x if ends is None else F.pad(x, [n for pair in reversed(ends) for n in pair])
    y = getattr(F, op)(padded, w, b, **attrs)
    probe = numbers(list(y.shape), 0.5)
    (y * probe).sum().backward()
    if ends is not None:
        attrs = dict(attrs, low=[e[0] for e in ends], high=[e[1] for e in ends])
    return {
        "id": "torch/" + name, "op": op, "attrs": attrs,
        "inputs": {"x": literal(x), "weight": literal(w), "bias": literal(b), "probe": literal(probe)},
        "expected": {"output": literal(y), "grad_x": literal(x.grad), "grad_weight": literal(w.grad),
                     "grad_bias": literal(b.grad)},
        "tolerance": {"rtol": 1e-5, "atol": 1e-4},
    }


with open("nn/src/test/resources/gradus/nn/reference/conv-torch.json", "w") as file:
    lines = ",\n".join(json.dumps(case(*c), separators=(",", ":")) for c in CASES)
    file.write('{"cases":[\n' + lines + "\n]}\n")
