#!/usr/bin/env python3
"""Writes files of golden/torch for layers that are made of others or only move numbers.

    python3 tools/golden/composed.py golden/torch

The layout of the files is that of torch_golden.py, whose writer this uses.
"""
import sys

import torch
from torch import nn

from torch_golden import Writer


class Separable(nn.Module):
    def __init__(self):
        super().__init__()
        self.depthwise = nn.Conv2d(3, 3, 3, padding=1, groups=3, bias=False)
        self.pointwise = nn.Conv2d(3, 5, 1)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


class Patches(nn.Module):
    """Squares of 2 × 2 of channels-last images."""
    def __init__(self):
        super().__init__()
        self.projection = nn.Conv2d(3, 5, 2, stride=2)

    def forward(self, x):
        return self.projection(x.permute(0, 3, 1, 2)).flatten(2).transpose(1, 2)


torch.manual_seed(20_261_122)
w = Writer(sys.argv[1])
w.layer("depthwise-separable", "separable", {}, Separable(), (2, 3, 4, 5))
w.layer("patch-embedding", "patches", {}, Patches(), (2, 4, 6, 3))


def moved(name, function, *shape):
    w.case(name, name, {}, {"x": torch.randn(shape)}, function)


moved("global-avg-pool", lambda x: x.mean((2, 3)), 2, 3, 4, 5)
moved("global-max-pool", lambda x: x.amax((2, 3)), 2, 3, 4, 5)
moved("flatten", lambda x: x.flatten(1), 2, 3, 4)
moved("permute", lambda x: x.permute(0, 2, 1), 2, 3, 4)
moved("reshape", lambda x: x.reshape(2, 4, 3), 2, 3, 4)
moved("last-step", lambda x: x[:, -1], 2, 3, 4)
moved("mean-over-time", lambda x: x.mean(1), 2, 3, 4)
