"""Checks of the persona files.  python -m evaluation.validate [dir ...]   (default: every one of personas dev held that exists)

 1 JSON schema
 2 every gold item is grounded: its pattern matches in one single utterance of the person
 3 the canonical text of every gold item is accepted by its own patterns alone
 4 the gold, as a spec, scores F1 = 1.0 in every slot, strict and lenient, with no must_not violation
 5 the empty spec scores recall 0
 6 must_not entries are sane: secrets and injections were really said; invented names were never said
 7 personas/ = dev/ + held/, same content
 8 within a slot, how often one gold item's pattern accepts a sibling's canonical text (reported, not an error)
"""
from __future__ import annotations
import json
import pathlib
import sys
from collections import Counter
from evaluation.norm import match_any, match_pattern, norm, has_negator
from evaluation.score import score_one, gold_to_spec, gold_branches, item_matches, _polarity, SCALARS, LISTS

HERE = pathlib.Path(__file__).resolve().parent


def utterances(p: dict) -> list[str]:
    a = p["answers"]
    out = [p["opening"]] + [v for k, v in a.items() if isinstance(v, str)] + [f"{k}\n{v}" for k, v in a["tool_details"].items()]
    # tool fields may be spread over the tool list and the details
    out += [c["message"] for c in p["corrections"]]
    return out


def leafs(g: dict):
    """(slot, item, context utterances allowed to be joined)"""
    for s in SCALARS:
        if g[s]:
            yield s, g[s]
    for s in LISTS:
        for i in g[s]:
            yield s, i
    for t in g["tools"]:
        yield "tools", {"text": t["name"], "accept": t["accept"]}
        for k, key in (("tool_purpose", "purpose"), ("tool_auth", "auth")):
            if t.get(key):
                yield k, t[key]
        for k, key in (("tool_inputs", "inputs"), ("tool_outputs", "outputs")):
            for i in t.get(key) or []:
                yield k, i
    for st in g["workflow"]:
        yield "workflow_steps", st
        for b in st["branches"]:
            yield "branch_if", b["if"]
            yield "branch_then", b["then"]
            if b.get("else"):
                yield "branch_else", b["else"]
    for s in ("guardrails",):
        pass
    for e in g["escalation"]:
        yield "escalation", e
        if e.get("to"):
            yield "escalation_to", e["to"]


def check(p: dict) -> list[str]:
    err = []
    g = p["gold"]
    utt = utterances(p)
    alltext = "\n".join(utt)
    for s, it in leafs(g):
        if it.get("exact"):
            if not any(norm(x) in norm(u) for x in [it["text"]] + it["accept"] for u in utt):
                err.append(f"not grounded {s}: {it['text']}")
            continue
        if it.get("verbatim"):
            if not any(norm(it["text"]) in norm(u) for u in utt):
                err.append(f"verbatim not said {s}: {it['text']}")
            continue
        if not any(match_any(it["accept"], u, False, True) for u in utt):
            err.append(f"not grounded {s}: {it['text']}  {it['accept']}")
        if not match_any(it["accept"], it["text"]):
            err.append(f"own text not accepted {s}: {it['text']}  {it['accept']}")
        for pat in it["accept"] + it.get("reject", []):
            if not pat.strip():
                err.append(f"empty pattern {s}: {it['text']}")
    for t in g["tools"]:
        if t["url"] and t["url"] not in alltext:
            err.append(f"url not said: {t['url']}")
        if t["method"] and t["method"] not in alltext:
            err.append(f"method not said: {t['method']}")
    for u in gold_branches(g):
        b = u["b"]
        ground = lambda pats, xs: any(match_any(pats, x, False, True) for x in xs)
        one = any(ground(b["if"]["accept"], [x]) and ground(u["act"]["accept"], [x]) for x in utt)
        if not one and not (p["corrections"] and ground(b["if"]["accept"], utt) and ground(u["act"]["accept"], utt)):
            err.append(f"branch not grounded in one utterance: {u['text']}")
        if b.get("else") and match_any(b["then"]["accept"], b["else"]["text"]):
            err.append(f"then pattern accepts else text: {b['then']['text']} / {b['else']['text']}")
        if b.get("else") and match_any(b["else"]["accept"], b["then"]["text"]):
            err.append(f"else pattern accepts then text: {b['then']['text']} / {b['else']['text']}")
        if _polarity(b["if"]["text"] + " .", {**b, "if": {**b["if"], "text": b["if"]["text"] + " zzz"}}) != "if":
            err.append(f"the condition's own patterns do not read it as true: {b['if']}")
        for n in b.get("not_if", []):
            if match_pattern(n, b["if"]["text"], has_negator(b["if"]["text"])):
                err.append(f"not_if matches the condition itself: {n!r} on {b['if']['text']!r}")
    spec = gold_to_spec(g)
    r = score_one(p, spec, "", utt)
    for s, c in r["slots"].items():
        if c["gold_n"] and (c["f1"] != 1.0 or c["lenient_f1"] != 1.0):
            err.append(f"gold does not score 1 in {s}: missed {c['missed']} extra {c['extra_texts']}")
        if not c["gold_n"] and c["fp"]:
            err.append(f"gold has extra in {s}: {c['extra_texts']}")
    if r["must_not"]:
        err.append(f"gold violates must_not: {r['must_not']}")
    if r["disclosed"]["coverage"] != 1.0:
        err.append(f"coverage over all utterances {r['disclosed']}")
    e = score_one(p, {}, "")
    if e["strict"]["recall"] != 0 or e["strict"]["tp"]:
        err.append(f"empty spec: {e['strict']}")
    for m in g["must_not"]:
        said = m["value"].casefold() in alltext.casefold() if m["match"] == "literal" else match_pattern(m["value"], alltext)
        if m["why"] in ("secret", "injection", "dropped", "markup") and not said:
            err.append(f"must_not {m['why']} was never said: {m['value']}")
        if m["why"] == "invented":
            for alt in m["value"].split("|"):
                if match_pattern(alt, alltext):
                    err.append(f"must_not invented, but the person said it: {alt}")
    for s in g["unscored"]:
        v = g[s] if s in g else None
        if v:
            err.append(f"unscored slot {s} has gold content")
    return err


def confusion(p: dict) -> list[str]:
    out = []
    by = {}
    for s, it in leafs(p["gold"]):
        if s in ("branch_if", "branch_then", "branch_else", "tool_inputs", "tool_outputs", "tool_purpose", "tool_auth", "escalation_to"):
            continue
        by.setdefault(s, []).append(it)
    for s, its in by.items():
        for a in its:
            for b in its:
                if a is not b and not a.get("verbatim") and item_matches(s, a, b["text"]):
                    out.append(f"{s}: '{a['text']}' accepts sibling '{b['text']}'")
    return out


def main(argv) -> int:
    dirs = [pathlib.Path(a) for a in argv] or [HERE / d for d in ("personas", "dev", "held") if (HERE / d).is_dir()]
    bad = 0
    loaded = {}
    schema = json.loads((HERE / "schema.json").read_text(encoding="utf8"))
    try:
        import jsonschema
        val = jsonschema.Draft202012Validator(schema)
    except ImportError:
        val = None
        print("jsonschema is not installed: schema check skipped")
    for d in dirs:
        ps = {}
        for f in sorted(d.glob("*.json")):
            p = json.loads(f.read_text(encoding="utf8"))
            if p["id"] != f.stem:
                print(f"{f}: id differs from file name")
                bad += 1
            if p["id"] in ps:
                print("double id", p["id"])
                bad += 1
            ps[p["id"]] = p
            errs = [f"schema: {'/'.join(map(str, e.path))}: {e.message[:160]}" for e in val.iter_errors(p)] if val else []
            if not errs:
                errs += check(p)
            for e in errs:
                print(f"{p['id']}: {e}")
            bad += len(errs)
        loaded[d.name] = ps
        print(f"{d.name}: {len(ps)} files, styles {dict(Counter(p['style'] for p in ps.values()))}")
        print(f"   features {dict(Counter(x for p in ps.values() for x in p['features']))}")
        print(f"   languages {dict(Counter(p['lang'] for p in ps.values()))}")
    if {"personas", "dev", "held"} <= set(loaded):
        if loaded["personas"] != {**loaded["dev"], **loaded["held"]} or set(loaded["dev"]) & set(loaded["held"]):
            print("personas/ is not dev/ + held/")
            bad += 1
    if "--confusion" in sys.argv or True:
        first = next(iter(loaded.values()))
        conf = [(pid, c) for pid, p in first.items() for c in confusion(p)]
        n = sum(1 for p in first.values() for _ in leafs(p["gold"]))
        print(f"sibling confusions: {len(conf)} (of {n} gold items); one-to-one matching still tells them apart")
        if "-v" in sys.argv:
            for c in conf:
                print("  ", *c)
    print("OK" if not bad else f"{bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main([a for a in sys.argv[1:] if not a.startswith("-")]))
