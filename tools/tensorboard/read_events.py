#!/usr/bin/env python3
"""Reads event files of TensorBoard with nothing but the standard library, and prints what they hold, a line each.

    python3 tools/tensorboard/read_events.py FILE...

Checks every checksum. Written from the description of the format, apart from the writer in Java that it judges.
"""
import struct
import sys


def table():
    entries = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
        entries.append(crc)
    return entries


TABLE = table()


def masked(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        length = data[at:at + 8]
        assert struct.unpack("<I", data[at + 8:at + 12])[0] == masked(length), "checksum of a length at %d" % at
        size = struct.unpack("<Q", length)[0]
        body = data[at + 12:at + 12 + size]
        assert struct.unpack("<I", data[at + 12 + size:at + 16 + size])[0] == masked(body), "checksum at %d" % at
        yield body
        at += 16 + size


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        wire = key & 7
        if wire == 0:
            value, at = varint(data, at)
        elif wire == 1:
            value, at = struct.unpack("<d", data[at:at + 8])[0], at + 8
        elif wire == 5:
            value, at = struct.unpack("<f", data[at:at + 4])[0], at + 4
        elif wire == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            raise ValueError("wire type %d" % wire)
        yield key >> 3, value


def first(data, field, otherwise=None):
    return next((value for number, value in fields(data) if number == field), otherwise)


def doubles(data):
    return list(struct.unpack("<%dd" % (len(data) // 8), data))


def show(value, step):
    name = first(value, 1).decode()
    for field, content in fields(value):
        if field == 2:
            print("scalar %s step %d: %r" % (name, step, content))
        elif field == 4:
            print("picture %s step %d: %dx%d, %d channels" % (
                name, step, first(content, 2), first(content, 1), first(content, 3)))
        elif field == 5:
            print("histogram %s step %d: %r from %r to %r, counts %r" % (
                name, step, first(content, 3), first(content, 1), first(content, 2), doubles(first(content, 7))))
        elif field == 8 and first(content, 8) is not None:
            print("text %s step %d: %r" % (name, step, first(content, 8).decode()))
        elif field == 9 and first(first(content, 1), 1) == b"hparams":
            start = first(first(first(content, 1), 2), 3)
            print("settings step %d: %s" % (step, sorted(
                first(entry, 1).decode() for number, entry in fields(start) if number == 1)))


def main(files):
    for name in files:
        with open(name, "rb") as file:
            data = file.read()
        for body in records(data):
            step = first(body, 2, 0)
            for field, content in fields(body):
                if field == 3:
                    print("version %s" % content.decode())
                elif field == 4:
                    for number, node in fields(content):
                        if number == 1:
                            print("node %s %s %s" % (
                                first(node, 1).decode(), first(node, 2).decode(),
                                [value.decode() for n, value in fields(node) if n == 3]))
                elif field == 5:
                    for number, value in fields(content):
                        if number == 1:
                            show(value, step)
                elif field == 7:
                    print("restart at step %d" % step)


if __name__ == "__main__":
    main(sys.argv[1:])
