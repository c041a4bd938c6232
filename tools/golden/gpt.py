#!/usr/bin/env python3
"""Writes golden/torch/gpt.safetensors: a causal language model of two blocks with tied weights, as GPT-2 is built.

    python3 tools/golden/gpt.py golden/torch

The layout of the file is that of torch_golden.py, whose writer this uses.
"""
import sys

import torch
from torch import nn
from torch.nn import functional as F

from torch_golden import Writer


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        b, t, c = x.shape
        q, k, v = (part.view(b, t, self.heads, c // self.heads).transpose(1, 2)
                   for part in self.qkv(self.norm1(x)).split(c, 2))
        attended = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(attended.transpose(1, 2).reshape(b, t, c))
        return x + self.outer(F.gelu(self.inner(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self, vocabulary, context, width, heads, layers):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(context, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, x):
        h = self.tokens(x) + self.positions.weight[: x.shape[1]]
        for block in self.blocks:
            h = block(h)
        return self.norm(h) @ self.tokens.weight.T


torch.manual_seed(20_260_301)
model = Gpt(11, 6, 8, 2, 2)
for p in model.parameters():
    p.data = torch.randn(p.shape) * 0.5
tokens = torch.tensor([[3, 1, 4, 1, 5], [9, 2, 6, 10, 3]])
Writer(sys.argv[1]).case("gpt", "gpt", {"heads": 2, "layers": 2, "context": 6}, {"x": tokens}, model, model)
