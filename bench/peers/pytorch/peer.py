"""The process of PyTorch in the bench: python3 peer.py WORKLOAD THREADS [plain|tuned]

The conversation with the bench is that of gradus.bench.worker.Worker, the numbers are those of
gradus.bench.worker.Numbers. Networks are PyTorch's own layers; their weights are transposed from channels last.
"""
import math
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def fractions(stream, places):
    z = ((np.uint64(stream) << np.uint64(32)) + places.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) >> np.uint64(40)).astype(np.float64) * 2.0**-24


def uniform(stream, shape, centre=0.0, scale=1.0):
    numbers = centre + scale * (2 * fractions(stream, np.arange(math.prod(shape))) - 1)
    return torch.from_numpy(numbers.astype(np.float32).reshape(shape))


def pairs(rows, *shape):
    width = math.prod(shape)
    places = (np.arange(rows)[:, None] // 2) * width + np.arange(width)[None, :]
    return torch.from_numpy((2 * fractions(1, places) - 1).astype(np.float32).reshape(rows, *shape))


def classes(rows, count):
    return torch.from_numpy((fractions(2, np.arange(rows)) * count).astype(np.int64))


class Begin:
    """Sets parameters one after another, in the order of the network of Gradus."""

    def __init__(self):
        self.stream = 10

    def set(self, parameter, shape, kind, arrange):
        if kind == "weight":
            value = uniform(self.stream, shape, 0, 1 / math.sqrt(math.prod(shape) // shape[-1]))
        else:
            value = uniform(self.stream, shape, 1.0 if kind == "scale" else 0.0, 0.1)
        with torch.no_grad():
            parameter.copy_(arrange(value))
        self.stream += 1

    def linear(self, layer, arrange=lambda w: w.t()):
        self.set(layer.weight, (layer.in_features, layer.out_features), "weight", arrange)
        self.bias(layer.bias)

    def bias(self, parameter):
        self.set(parameter, tuple(parameter.shape), "bias", lambda b: b)

    def conv(self, layer):
        shape = (*layer.kernel_size, layer.in_channels, layer.out_channels)
        self.set(layer.weight, shape, "weight", lambda w: w.permute(3, 2, 0, 1))
        if layer.bias is not None:
            self.bias(layer.bias)

    def norm(self, layer):
        self.set(layer.weight, tuple(layer.weight.shape), "scale", lambda s: s)
        self.bias(layer.bias)


def perceptron(function, *sizes):
    layers, begin = [], Begin()
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        begin.linear(layers[-1])
        if i < len(sizes) - 2:
            layers.append(function())
    return nn.Sequential(*layers)


def convolutional():
    first, second = nn.Conv2d(1, 32, 5, padding=2), nn.Conv2d(32, 64, 5, padding=2)
    hidden, last = nn.Linear(3136, 512), nn.Linear(512, 10)
    begin = Begin()
    begin.conv(first)
    begin.conv(second)
    begin.linear(hidden, lambda w: w.reshape(7, 7, 64, 512).permute(3, 2, 0, 1).reshape(512, 3136))
    begin.linear(last)
    return nn.Sequential(first, nn.ReLU(), nn.MaxPool2d(2), second, nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                         hidden, nn.ReLU(), last)


class ResidualBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(64, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
                                  nn.Conv2d(64, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64))
        begin = Begin()
        for layer in self.body:
            if isinstance(layer, nn.Conv2d):
                begin.conv(layer)
            elif isinstance(layer, nn.BatchNorm2d):
                begin.norm(layer)

    def forward(self, x):
        return F.relu(x + self.body(x))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.last = nn.LSTM(64, 256, batch_first=True), nn.Linear(256, 10)
        begin = Begin()
        begin.set(self.lstm.weight_ih_l0, (64, 1024), "weight", lambda w: w.t())
        begin.set(self.lstm.weight_hh_l0, (256, 1024), "weight", lambda w: w.t())
        begin.bias(self.lstm.bias_ih_l0)
        with torch.no_grad():
            self.lstm.bias_hh_l0.zero_()
        begin.linear(self.last)

    def forward(self, x):
        return self.last(self.lstm(x)[0][:, -1])


def transformer():
    block = nn.TransformerEncoderLayer(256, 8, 1024, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
    begin, attention = Begin(), block.self_attn
    begin.norm(block.norm1)
    begin.set(attention.in_proj_weight, (256, 768), "weight", lambda w: w.t())
    begin.bias(attention.in_proj_bias)
    begin.linear(attention.out_proj)
    begin.norm(block.norm2)
    begin.linear(block.linear1)
    begin.linear(block.linear2)
    return block


def channels_first(x):
    return x.permute(0, 3, 1, 2).contiguous()


def training(network, x, y, loss, optimizer, rate, variant):
    network.train()
    if variant != "plain" and x.dim() == 4:
        network = network.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
        if y.dim() == 4:
            y = y.contiguous(memory_format=torch.channels_last)
    options = {} if variant == "plain" else {"fused": True}
    optimizer = optimizer(network.parameters(), lr=rate, **options)
    last = [None]

    def step():
        optimizer.zero_grad()
        value = loss(network(x), y)
        value.backward()
        optimizer.step()
        last[0] = value

    return step, lambda: last[0].item()


def result(function, *operands):
    last = [None]

    def step():
        with torch.inference_mode():
            last[0] = function(*operands)

    return step, lambda: last[0].abs().double().mean().item()


def session(workload, variant):
    sgd, adam = torch.optim.SGD, torch.optim.Adam
    entropy, squares = F.cross_entropy, F.mse_loss
    if workload in ("W1", "W1a"):
        rule, rate = (sgd, 0.01) if workload == "W1" else (adam, 1e-3)
        return training(perceptron(nn.ReLU, 784, 128, 10), pairs(64, 784), classes(64, 10), entropy, rule, rate, variant)
    if workload == "W2":
        return training(perceptron(nn.Tanh, 2, 8, 8, 1), pairs(16, 2), uniform(2, (16, 1)), squares, sgd, 0.01, variant)
    if workload == "W3":
        network = perceptron(nn.ReLU, 1024, 2048, 2048, 1024)
        return training(network, pairs(256, 1024), uniform(2, (256, 1024)), squares, adam, 1e-4, variant)
    if workload == "W4":
        x = channels_first(pairs(64, 28, 28, 1))
        return training(convolutional(), x, classes(64, 10), entropy, adam, 1e-4, variant)
    if workload == "W4b":
        x, y = channels_first(pairs(8, 56, 56, 64)), channels_first(uniform(2, (8, 56, 56, 64)))
        return training(ResidualBlock(), x, y, squares, sgd, 0.01, variant)
    if workload == "W5":
        return training(Recurrent(), pairs(32, 64, 64), classes(32, 10), entropy, adam, 1e-3, variant)
    if workload == "W6":
        return training(transformer(), pairs(8, 128, 256), uniform(2, (8, 128, 256)), squares, adam, 1e-4, variant)
    return kernel(workload)


def kernel(workload):
    if workload in ("W7", "W7b"):
        network = perceptron(nn.ReLU, 784, 128, 10) if workload == "W7" else convolutional()
        x = pairs(1, 784) if workload == "W7" else channels_first(pairs(1, 28, 28, 1))
        network.eval()
        return result(network, x)
    if workload.startswith("W8-gemm-"):
        n = int(workload.rsplit("-", 1)[1])
        return result(torch.matmul, uniform(10, (n, n)), uniform(11, (n, n)))
    if workload == "W8-gelu":
        return result(F.gelu, uniform(10, (10_000_000,), 0, 3))
    if workload == "W8-softmax":
        return result(lambda x: F.softmax(x, -1), uniform(10, (1024, 1024), 0, 3))
    if workload == "W8-attention":
        operands = [uniform(10 + i, (8, 8, 1024, 64)) for i in range(3)]
        return result(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True), *operands)
    sys.exit(f"peer.py: no workload is called {workload}")


def main():
    workload, threads = sys.argv[1], int(sys.argv[2])
    variant = sys.argv[3] if len(sys.argv) > 3 else "plain"
    torch.set_num_threads(threads)
    step, value = session(workload, variant)
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"PyTorch {torch.__version__} {variant}, Python {python}", flush=True)
    for line in sys.stdin:
        steps = int(line)
        start = time.perf_counter_ns()
        for _ in range(steps):
            step()
        took = time.perf_counter_ns() - start
        print(f"{took}\t{value()}", flush=True)


main()
