#!/usr/bin/env python3
"""Writes golden/pretrained: tiny random models of GPT-2 and BERT in folders as the Hugging Face hub keeps them, with
what the transformers library makes of some texts (expected.json).

    python3 tools/golden/pretrained.py golden/pretrained

Needs PyTorch, transformers and tokenizers.
"""
import json
import sys
from pathlib import Path

import torch
from tokenizers import ByteLevelBPETokenizer, BertWordPieceTokenizer
from transformers import BertConfig, BertModel, GPT2Config, GPT2LMHeadModel

TEXT = ["the cat sat on the mat, and the hat sat on the cat.", "that is it: the end of the mat!"]
PIECES = ("[PAD] [UNK] [CLS] [SEP] [MASK] the cat sat on mat ##s ##ting , . ! ' un ##able cafe i ##t x 9 ##7 東").split()


def shaken(model):
    """Gives the model with no parameter at a special value such as 0 or 1."""
    for p in model.parameters():
        p.data += 0.2 * torch.randn(p.shape)
    return model.eval()


def gpt2(folder):
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(TEXT, vocab_size=268, min_frequency=2, special_tokens=["<|endoftext|>"])
    tokenizer.save_model(str(folder))
    size = tokenizer.get_vocab_size()
    config = GPT2Config(vocab_size=size + 4, n_positions=24, n_embd=8, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0)
    model = shaken(GPT2LMHeadModel(config))
    model.save_pretrained(folder)
    prompt = "the cat é"
    ids = tokenizer.encode(prompt).ids
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits[0]
        written = list(ids)
        for _ in range(8):
            written.append(int(model(torch.tensor([written])).logits[0, -1, :size].argmax()))
    (folder / "generation_config.json").unlink()
    return {"prompt": prompt, "tokens": ids, "vocabulary": size, "logits": logits[-2:, :size].flatten().tolist(),
            "greedy": written, "greedy_text": tokenizer.decode(written)}


def bert(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
    config = BertConfig(vocab_size=len(PIECES), hidden_size=8, num_hidden_layers=2, num_attention_heads=2,
                        intermediate_size=12, max_position_embeddings=28)
    model = shaken(BertModel(config))
    model.save_pretrained(folder)
    texts = ["The cats, sitting!", "Café unable.It's 97 dogs  on\tmat [MASK]", "東x", "…"]
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch([(texts[0], texts[1]), (texts[2], texts[0])])
    with torch.no_grad():
        out = model(torch.tensor([e.ids for e in encoded]), token_type_ids=torch.tensor([e.type_ids for e in encoded]),
                    attention_mask=torch.tensor([e.attention_mask for e in encoded]))
    return {"texts": texts, "tokens": [tokenizer.encode(t, add_special_tokens=False).ids for t in texts],
            "pairs": [[0, 1], [2, 0]], "lengths": [sum(e.attention_mask) for e in encoded],
            "states": out.last_hidden_state.flatten().tolist(), "pooled": out.pooler_output.flatten().tolist()}


torch.manual_seed(20_261_122)
for name, make in (("gpt2", gpt2), ("bert", bert)):
    folder = Path(sys.argv[1]) / name
    expected = make(folder)
    (folder / "expected.json").write_text(json.dumps(json.loads(json.dumps(expected), parse_float=lambda x: round(float(x), 7))))
