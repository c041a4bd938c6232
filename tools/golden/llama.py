#!/usr/bin/env python3
"""Writes golden/torch/llama.safetensors: a causal language model of two blocks as Llama is built (Touvron et al. 2023):
rotary positions of half-split pairs, two heads of keys and values for four of queries, root mean square normalisation,
SwiGLU, no biases, a head of its own.

    python3 tools/golden/llama.py golden/torch

The layout of the file is that of torch_golden.py, whose writer this uses.
"""
import sys

import torch
from torch import nn
from torch.nn import functional as F

from torch_golden import Writer


def turned(x):
    """Rotates [batch, heads, time, size]: the number at i is paired with that at i + size / 2 (Su et al. 2021)."""
    half = x.shape[-1] // 2
    angle = torch.arange(x.shape[2])[:, None] * 10_000.0 ** (-torch.arange(half) / half)
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()], -1)


class Block(nn.Module):
    def __init__(self, width, heads, kv_heads, hidden):
        super().__init__()
        self.heads, self.kv_heads, size = heads, kv_heads, width // heads
        self.norm1, self.norm2 = nn.RMSNorm(width, eps=1e-6), nn.RMSNorm(width, eps=1e-6)
        self.qkv = nn.Linear(width, (heads + 2 * kv_heads) * size, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.inner, self.outer = nn.Linear(width, 2 * hidden, bias=False), nn.Linear(hidden, width, bias=False)

    def forward(self, x):
        b, t, c = x.shape
        size = c // self.heads
        q, k, v = (part.view(b, t, -1, size).transpose(1, 2)
                   for part in self.qkv(self.norm1(x)).split([c, self.kv_heads * size, self.kv_heads * size], 2))
        attended = F.scaled_dot_product_attention(turned(q), turned(k), v, is_causal=True, enable_gqa=True)
        x = x + self.out(attended.transpose(1, 2).reshape(b, t, c))
        value, gate = self.inner(self.norm2(x)).chunk(2, -1)
        return x + self.outer(value * F.silu(gate))


class Llama(nn.Module):
    def __init__(self, vocabulary, width, heads, kv_heads, hidden, layers):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.blocks = nn.ModuleList(Block(width, heads, kv_heads, hidden) for _ in range(layers))
        self.norm = nn.RMSNorm(width, eps=1e-6)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, x):
        h = self.tokens(x)
        for block in self.blocks:
            h = block(h)
        return self.head(self.norm(h))


torch.manual_seed(20_261_122)
model = Llama(11, 16, 4, 2, 6, 2)
for p in model.parameters():
    p.data = torch.randn(p.shape) * 0.4
tokens = torch.tensor([[3, 1, 4, 1, 5], [9, 2, 6, 10, 3]])
Writer(sys.argv[1]).case("llama", "llama", {"heads": 4, "kv_heads": 2, "hidden": 6, "layers": 2}, {"x": tokens}, model, model)
