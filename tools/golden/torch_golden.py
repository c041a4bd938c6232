#!/usr/bin/env python3
"""Writes golden/torch/*.safetensors: what PyTorch computes for layers, operations and small trainings.

    python3 tools/golden/torch_golden.py golden/torch

Needs PyTorch (any 2.x, CPU). Each file is one case. Its metadata says what it is (`kind`, and `config` as JSON);
its tensors are float64 (indices int64), in PyTorch's own layouts and names:
    in.NAME            inputs
    param.NAME         parameters, buffer.NAME statistics before the pass, after.NAME statistics after it
    out                the result
    probe              numbers of the shape of `out`; the differentiated scalar is sum(out * probe)
    grad.in.NAME       gradients of floating inputs, grad.param.NAME of parameters
    losses             for trainings: the loss before each of ten updates
Seeds are fixed, so that the same version writes the same bytes.
"""
import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def save(path, tensors, metadata):
    """Writes a safetensors file; small enough to need no library."""
    names = {torch.float64: "F64", torch.float32: "F32", torch.bfloat16: "BF16", torch.int64: "I64", torch.bool: "BOOL"}
    header, blobs, at = {"__metadata__": metadata}, [], 0
    for name in sorted(tensors, key=lambda n: (-tensors[n].element_size(), n)):
        plain = tensors[name].detach().contiguous()
        blob = (plain.view(torch.int16) if plain.dtype == torch.bfloat16 else plain).numpy().tobytes()
        header[name] = {"dtype": names[tensors[name].dtype], "shape": list(tensors[name].shape),
                        "data_offsets": [at, at + len(blob)]}
        at += len(blob)
        blobs.append(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


class Writer:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def case(self, name, kind, config, inputs, function, module=None):
        """Runs a function of the inputs (and of a module's parameters) and writes result and gradients."""
        tensors = {}
        for key, value in inputs.items():
            tensors["in." + key] = value.clone()
            if value.is_floating_point():
                value.requires_grad_()
        if module is not None:
            tensors |= {"param." + k: v.clone() for k, v in module.named_parameters()}
            tensors |= {"buffer." + k: v.clone() for k, v in module.named_buffers() if v.is_floating_point()}
        out = function(*inputs.values())
        probe = torch.randn(out.shape) if out.is_floating_point() else None
        tensors["out"] = out
        if probe is not None and out.requires_grad:
            tensors["probe"] = probe
            (out * probe).sum().backward()
            for key, value in inputs.items():
                if value.grad is not None:
                    tensors["grad.in." + key] = value.grad
            if module is not None:
                tensors |= {"grad.param." + k: v.grad for k, v in module.named_parameters() if v.grad is not None}
                tensors |= {"after." + k: v for k, v in module.named_buffers() if v.is_floating_point()}
        save(self.folder / (name + ".safetensors"), tensors, {"kind": kind, "config": json.dumps(config)})

    def layer(self, name, kind, config, module, *shapes, **more):
        """A module applied to random inputs x, y, …"""
        for p in module.parameters():  # no parameter at a special value such as 0 or 1
            p.data += 0.1 * torch.randn(p.shape)
        inputs = {key: torch.randn(shape) for key, shape in zip(["x", "y", "z"], shapes)}
        self.case(name, kind, config, inputs | more, module, module)


def first(module):
    """Gives a module that answers with the first of several results."""
    class First(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = module

        def forward(self, *xs):
            return self.inner(*xs)[0]
    return First()


def layers(w):
    w.layer("linear", "linear", {}, nn.Linear(5, 3), (2, 4, 5))
    for rank, conv in ((1, nn.Conv1d), (2, nn.Conv2d), (3, nn.Conv3d)):
        size = {1: (9,), 2: (5, 6), 3: (3, 4, 3)}[rank]
        config = {"stride": 2, "padding": 1, "dilation": 1, "groups": 1}
        w.layer(f"conv{rank}d", "conv", config, conv(3, 4, 3, **config), (2, 3, *size))
        config = {"stride": 1, "padding": 2, "dilation": 2, "groups": 2}
        w.layer(f"conv{rank}d-grouped", "conv", config, conv(4, 6, 3, **config), (2, 4, *size))
    for rank, conv in ((1, nn.ConvTranspose1d), (2, nn.ConvTranspose2d), (3, nn.ConvTranspose3d)):
        size = {1: (5,), 2: (3, 4), 3: (2, 3, 3)}[rank]
        config = {"stride": 2, "padding": 1, "output_padding": 1, "dilation": 1, "groups": 1}
        w.layer(f"conv-transpose{rank}d", "conv_transpose", config, conv(3, 4, 3, **config), (2, 3, *size))
    config = {"stride": 1, "padding": 1, "output_padding": 0, "dilation": 2, "groups": 2}
    w.layer("conv-transpose2d-grouped", "conv_transpose", config, nn.ConvTranspose2d(4, 6, 3, **config), (2, 4, 4, 5))

    config = {"kernel": 3, "stride": 2, "padding": 1}
    for rank, pool in ((1, nn.MaxPool1d), (2, nn.MaxPool2d), (3, nn.MaxPool3d)):
        size = {1: (9,), 2: (5, 6), 3: (4, 3, 5)}[rank]
        w.layer(f"max-pool{rank}d", "max_pool", config, pool(3, 2, 1), (2, 3, *size))
    for rank, pool in ((1, nn.AvgPool1d), (2, nn.AvgPool2d), (3, nn.AvgPool3d)):
        size = {1: (9,), 2: (5, 6), 3: (4, 3, 5)}[rank]
        w.layer(f"avg-pool{rank}d", "avg_pool", config, pool(3, 2, 1), (2, 3, *size))
    w.layer("adaptive-avg-pool2d", "adaptive_avg_pool", {"size": [3, 2]}, nn.AdaptiveAvgPool2d((3, 2)), (2, 3, 5, 4))
    w.layer("adaptive-max-pool2d", "adaptive_max_pool", {"size": [3, 2]}, nn.AdaptiveMaxPool2d((3, 2)), (2, 3, 5, 4))
    w.layer("upsample-nearest", "upsample", {"mode": "nearest"}, nn.Upsample(scale_factor=2), (2, 3, 3, 4))
    w.layer("upsample-bilinear", "upsample", {"mode": "bilinear", "align_corners": False},
            nn.Upsample(scale_factor=2, mode="bilinear"), (2, 3, 3, 4))
    w.layer("upsample-bilinear-corners", "upsample", {"mode": "bilinear", "align_corners": True},
            nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), (2, 3, 3, 4))
    w.layer("pixel-shuffle", "pixel_shuffle", {"factor": 2}, nn.PixelShuffle(2), (2, 8, 3, 2))
    for mode, pad in (("reflect", nn.ReflectionPad2d), ("replicate", nn.ReplicationPad2d),
                      ("circular", nn.CircularPad2d), ("zero", nn.ZeroPad2d)):
        w.layer(f"pad-{mode}", "pad", {"mode": mode, "pad": [1, 2, 2, 0]}, pad((1, 2, 2, 0)), (2, 3, 4, 5))

    w.layer("batch-norm-train", "batch_norm", {"mode": "train"}, nn.BatchNorm2d(3), (4, 3, 2, 3))
    evaluated = nn.BatchNorm2d(3).eval()
    evaluated.running_mean += torch.randn(3)
    evaluated.running_var *= 2
    w.layer("batch-norm-eval", "batch_norm", {"mode": "eval"}, evaluated, (4, 3, 2, 3))
    w.layer("layer-norm", "layer_norm", {}, nn.LayerNorm(5), (2, 3, 5))
    w.layer("group-norm", "group_norm", {"groups": 2}, nn.GroupNorm(2, 6), (2, 6, 3, 4))
    w.layer("instance-norm", "instance_norm", {}, nn.InstanceNorm2d(3, affine=True), (2, 3, 4, 5))
    w.layer("rms-norm", "rms_norm", {"eps": 1e-6}, nn.RMSNorm(5, eps=1e-6), (2, 3, 5))
    w.layer("prelu", "prelu", {}, nn.PReLU(3), (4, 3))
    w.layer("glu", "glu", {}, nn.GLU(-1), (3, 6))
    indices = torch.tensor([[0, 3, 3], [6, 1, 0]])
    embedding = nn.Embedding(7, 4)
    w.case("embedding", "embedding", {}, {"x": indices}, embedding, embedding)

    for kind, cell in (("rnn", nn.RNN), ("lstm", nn.LSTM), ("gru", nn.GRU)):
        w.layer(kind, kind, {"layers": 1, "bidirectional": False},
                first(cell(3, 4, batch_first=True)), (2, 5, 3))
        w.layer(kind + "-deep", kind, {"layers": 2, "bidirectional": True},
                first(cell(3, 4, num_layers=2, bidirectional=True, batch_first=True)), (2, 5, 3))

    w.layer("attention-self", "attention", {"heads": 2, "causal": False},
            first(SelfAttention(6, 2, False)), (2, 5, 6))
    w.layer("attention-causal", "attention", {"heads": 3, "causal": True},
            first(SelfAttention(6, 3, True)), (2, 5, 6))
    w.layer("attention-cross", "attention_cross", {"heads": 2},
            first(nn.MultiheadAttention(6, 2, kdim=4, vdim=4, batch_first=True)), (2, 3, 6), (2, 5, 4), (2, 5, 4))
    for order in ("post", "pre"):
        encoder = nn.TransformerEncoderLayer(6, 2, 8, dropout=0, batch_first=True, norm_first=order == "pre",
                                             activation="gelu")
        w.layer(f"encoder-{order}", "encoder", {"heads": 2, "norm": order}, encoder, (2, 4, 6))
        decoder = nn.TransformerDecoderLayer(6, 2, 8, dropout=0, batch_first=True, norm_first=order == "pre",
                                             activation="relu")
        mask = nn.Transformer.generate_square_subsequent_mask(3, dtype=torch.float64)
        masked = Masked(decoder, mask)
        w.layer(f"decoder-{order}", "decoder", {"heads": 2, "norm": order}, masked, (2, 3, 6), (2, 4, 6))


class SelfAttention(nn.Module):
    def __init__(self, size, heads, causal):
        super().__init__()
        self.inner = nn.MultiheadAttention(size, heads, batch_first=True)
        self.causal = causal

    def forward(self, x):
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if self.causal else None
        return self.inner(x, x, x, attn_mask=mask, need_weights=False)


class Masked(nn.Module):
    def __init__(self, inner, mask):
        super().__init__()
        self.inner, self.mask = inner, mask

    def forward(self, x, y):
        return self.inner(x, y, tgt_mask=self.mask)


UNARY = {
    "negate": torch.neg, "abs": torch.abs, "sign": torch.sign, "square": torch.square, "sqrt": torch.sqrt,
    "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal, "exp": torch.exp, "expm1": torch.expm1, "log": torch.log,
    "log1p": torch.log1p, "sin": torch.sin, "cos": torch.cos, "tanh": torch.tanh, "sigmoid": torch.sigmoid,
    "softplus": F.softplus, "erf": torch.erf, "floor": torch.floor, "ceil": torch.ceil, "round": torch.round,
    "relu": torch.relu}
BINARY = {
    "add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div, "power": torch.pow,
    "max": torch.maximum, "min": torch.minimum}


def operations(w):
    def op(name, config, function, **inputs):
        w.case("op-" + name, "op", {"op": name} | config, inputs, function)

    for name, function in UNARY.items():
        op(name, {}, lambda x, f=function: f(x), x=torch.rand(3, 5) * 2 + 0.1)
    for name, function in BINARY.items():
        op(name, {}, lambda x, y, f=function: f(x, y), x=torch.rand(3, 5) + 0.2, y=torch.randn(3, 5))
    x = torch.randn(3, 4, 5)
    op("reduce_sum", {"axis": 1}, lambda x: x.sum(1), x=x.clone())
    op("reduce_max", {"axis": 1}, lambda x: x.max(1).values, x=x.clone())
    op("reduce_min", {"axis": 2}, lambda x: x.min(2).values, x=x.clone())
    op("arg_max", {"axis": 2}, lambda x: x.argmax(2), x=x.clone())
    op("arg_min", {"axis": 0}, lambda x: x.argmin(0), x=x.clone())
    op("transpose", {"order": [2, 0, 1]}, lambda x: x.permute(2, 0, 1), x=x.clone())
    op("broadcast", {"shape": [3, 4, 5]}, lambda x: x.expand(3, 4, 5), x=torch.randn(4, 1))
    op("slice", {"start": 1, "limit": 5, "stride": 2, "axis": 2}, lambda x: x[:, :, 1:5:2], x=x.clone())
    op("pad", {"low": 1, "high": 2, "axis": 2}, lambda x: F.pad(x, (1, 2)), x=x.clone())
    op("concat", {"axis": 1}, lambda x, y: torch.cat([x, y], 1), x=torch.randn(2, 3), y=torch.randn(2, 2))
    op("matmul", {}, lambda x, y: x @ y, x=torch.randn(2, 3, 4), y=torch.randn(2, 4, 5))
    index = torch.tensor([2, 0, 2])
    op("gather", {"axis": 1}, lambda x, i: x[:, i], x=torch.randn(2, 3, 4), i=index)
    along = torch.tensor([[0, 2, 2], [1, 1, 0]])
    op("gather_along", {"axis": 1}, lambda x, i: x.gather(1, i), x=torch.randn(2, 4), i=along)
    op("scatter_add", {"axis": 0, "size": 4}, lambda x, i: torch.zeros(4, 2).index_add(0, i, x), x=torch.randn(3, 2), i=index)
    op("scatter_add_along", {"axis": 1, "size": 4}, lambda x, i: torch.zeros(2, 4).scatter_add(1, i, x),
       x=torch.randn(2, 3), i=along)
    op("softmax", {}, lambda x: x.softmax(-1), x=torch.randn(3, 5))
    op("log_softmax", {}, lambda x: x.log_softmax(-1), x=torch.randn(3, 5))
    op("cross_entropy", {}, lambda x, i: F.cross_entropy(x, i, reduction="none"), x=torch.randn(3, 5), i=index)
    op("cumulative_sum", {"axis": 1}, lambda x: x.cumsum(1), x=x.clone())
    op("sort", {"axis": 2}, lambda x: x.sort(2).values, x=x.clone())
    op("arg_sort", {"axis": 2}, lambda x: x.argsort(2), x=x.clone())
    op("top_k", {"k": 2}, lambda x: x.topk(2).values, x=x.clone())
    op("reverse", {"axis": 1}, lambda x: x.flip(1), x=x.clone())
    op("einsum", {"formula": "bhqd,bhkd->bhqk"}, lambda x, y: torch.einsum("bhqd,bhkd->bhqk", x, y),
       x=torch.randn(2, 2, 3, 4), y=torch.randn(2, 2, 5, 4))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first, self.second = nn.Conv2d(channels, channels, 3, padding=1), nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return x + self.second(torch.relu(self.first(x)))



class Shrinking(nn.Module):
    """The first block of a stage of ResNet: half the places, more channels, a projection beside it (option B)."""
    def __init__(self, into, out):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(into, out, 3, 2, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(),
                                  nn.Conv2d(out, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out))
        self.shortcut = nn.Sequential(nn.Conv2d(into, out, 1, 2, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        return self.shortcut(x) + self.body(x)


def blocks(w):
    w.layer("residual-projection", "residual", {"stride": 2}, Shrinking(2, 3), (3, 2, 5, 4))
    block = nn.TransformerEncoderLayer(6, 2, 8, dropout=0, batch_first=True, norm_first=True, activation="gelu")
    stack = nn.TransformerEncoder(block, 2, nn.LayerNorm(6), enable_nested_tensor=False)
    w.layer("encoder-stack-causal", "encoder_stack", {"heads": 2, "norm": "pre"}, Causal(stack), (2, 4, 6))


class Causal(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1], dtype=torch.float64)
        return self.inner(x, mask=mask)


def trainings(w):
    """Ten updates of small models: each loss, and all parameters before and after."""
    models = {
        "mlp": (nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 4)), (6, 5)),
        "cnn": (nn.Sequential(nn.Conv2d(2, 3, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12, 4)), (6, 2, 6, 6)),
        "residual": (nn.Sequential(Residual(3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 4)), (6, 3, 5, 5)),
    }
    for name, (model, shape) in models.items():
        x, target = torch.randn(shape), torch.arange(shape[0]) % 4
        tensors = {"in.x": x, "in.target": target}
        tensors |= {"param." + k: v.clone() for k, v in model.named_parameters()}
        optimizer = torch.optim.Adam(model.parameters(), 0.01)
        losses = []
        for _ in range(10):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x), target)
            loss.backward()
            losses.append(loss.detach())
            optimizer.step()
        tensors["losses"] = torch.stack(losses)
        tensors |= {"trained." + k: v.clone() for k, v in model.named_parameters()}
        save(w.folder / f"train-{name}.safetensors", tensors,
             {"kind": "train", "config": json.dumps({"model": name, "optimizer": "adam", "rate": 0.01})})


def main():
    writer = Writer(sys.argv[1] if len(sys.argv) > 1 else "golden/torch")
    for part in (layers, operations, trainings, blocks):
        torch.manual_seed(20)
        part(writer)
    print(f"wrote {len(list(writer.folder.glob('*.safetensors')))} files by PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
