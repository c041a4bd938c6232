#!/usr/bin/env python3
"""Writes golden/torch/import-*.safetensors: whole networks of PyTorch, to be taken over by the names of their state dicts.

    python3 tools/golden/imports.py golden/torch

Each file has the kind `import` and the tensors
    state.NAME         the state dict
    in.x               an input
    out                what the network makes of it, in evaluation
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn

from torch_golden import save

torch.set_default_dtype(torch.float64)


class Cnn(nn.Module):
    """Convolutions, a normalisation of channels, and a flattening of channels, rows and columns in this order."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(2, 3, 3), nn.Conv2d(3, 4, 2)
        self.bn1, self.bn2 = nn.BatchNorm2d(4), nn.BatchNorm1d(5)
        self.fc1, self.fc2 = nn.Linear(4 * 3 * 4, 5), nn.Linear(5, 3)

    def forward(self, x):
        x = self.bn1(torch.relu(self.conv2(torch.relu(self.conv1(x)))))
        return self.fc2(self.bn2(torch.relu(self.fc1(x.flatten(1)))))


class Reader(nn.Module):
    """Tokens, a recurrent network in both directions, and a map of the last step."""

    def __init__(self, cell):
        super().__init__()
        self.emb = nn.Embedding(7, 4)
        self.rnn = cell(4, 3, num_layers=2, bidirectional=True, batch_first=True)
        self.head = nn.Linear(6, 2)

    def forward(self, x):
        return self.head(self.rnn(self.emb(x))[0])


class Encoder(nn.Module):
    """The stack of nn.TransformerEncoder, with its own normalisation at the end."""

    def __init__(self):
        super().__init__()
        block = nn.TransformerEncoderLayer(6, 2, 6, batch_first=True, activation="gelu", norm_first=True)
        self.encoder = nn.TransformerEncoder(block, 2, nn.LayerNorm(6), enable_nested_tensor=False)
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(self.encoder(x))


def case(folder, name, words, module, x):
    for p in module.parameters():
        p.data += 0.3 * torch.randn(p.shape)
    for key, value in module.named_buffers():
        if value.is_floating_point():
            value += 0.3 * torch.rand(value.shape)
    module.eval()
    tensors = {"state." + k: v for k, v in module.state_dict().items()}
    with torch.no_grad():
        tensors |= {"in.x": x, "out": module(x)}
    save(Path(folder) / f"import-{name}.safetensors", tensors, {"kind": "import", "config": json.dumps({"words": words})})


torch.manual_seed(20_261_122)
out = sys.argv[1]
mlp = nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 2))
case(out, "mlp", "dense(5) batchnorm relu dense(5) tanh dense(5) tanh dense(outputs)", mlp, torch.randn(3, 4))
case(out, "cnn", "conv(3,3) relu conv(4,2) relu batchnorm dense(5) relu batchnorm dense(outputs)", Cnn(), torch.randn(2, 2, 6, 7))
tokens = torch.tensor([[3, 1, 4, 1, 5], [6, 2, 6, 0, 3]])
case(out, "lstm", "embedding(4,7) lstm(3, layers=2, bidirectional) dense(outputs)", Reader(nn.LSTM), tokens)
case(out, "gru", "embedding(4,7) gru(3, layers=2, bidirectional) dense(outputs)", Reader(nn.GRU), tokens)
case(out, "rnn", "embedding(4,7) rnn(3, layers=2, bidirectional) dense(outputs)", Reader(nn.RNN), tokens)
case(out, "encoder", "transformer(2,2, hidden=6) dense(outputs)", Encoder(), torch.randn(2, 5, 6))
