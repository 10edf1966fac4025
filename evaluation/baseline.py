"""A deliberately simple interviewer + extractor: floor for any real system, and a check that the whole loop runs.

Asks one fixed English question per topic in seven stages, copies the answers, splits them at list marks, semicolons,
full stops, commas and "and".  No understanding.   python -m evaluation.baseline evaluation/dev --out runs_naive [--mode split|dump|empty]
"""
from __future__ import annotations
import argparse
import json
import pathlib
import re
from evaluation.simulate import drive, load_dir

QUESTIONS = [  # (topic, question), 7 stages
    ("role", "What kind of agent do you want to build?"), ("name", "What should it be called?"), ("audience", "Who will use it?"),
    ("channel", "Which channels should it support?"), ("languages", "Which languages should it speak?"),
    ("goals", "What are its goals?"),
    ("tone", "What tone should it have?"), ("greeting", "How should it greet people?"), ("knowledge", "Which knowledge sources should it use?"),
    ("tools", "Which tools or integrations does it need?"), ("tool_details", "What are the inputs, outputs, endpoint and authentication of each tool?"),
    ("workflow", "Walk me through the workflow step by step, with any conditions."),
    ("guardrails", "What should it never do?"), ("escalation", "When should it hand over to a human?"), ("metrics", "How will you measure success?"),
    ("platform", "Which platform should I export to?"), ("anything_else", "Is there anything else?"), ("confirm", "Is everything correct?"),
]
SLOT = {"name": "agent_name", "role": "agent_role", "channel": "channels"}


def split(text: str) -> list[str]:
    t = re.sub(r"<[^>]+>", "\n", text)
    t = re.sub(r"(?m)^\s*(?:[-*•>#]+|\d+[.)/]|\w\))\s*", "\n", t)
    parts = re.split(r"\n|;|；|。|、|，|،|,|\.\s|\.$|\b\d\s?[.)]\s|\band\b|\bund\b|\bet\b|\by\b|和|&", t)
    return [p.strip(" \t\"'`*.:!-") for p in parts if p and p.strip(" \t\"'`*.:!-")]


def make(mode: str):
    def run(persona: dict) -> dict:
        got: dict[str, str] = {}
        todo = list(QUESTIONS)
        last: list = [None]

        def ask(tr):
            if last[0]:
                got[last[0]] = tr[-1][1]
            if not todo:
                return None
            last[0], q = todo.pop(0)
            return q
        res = drive(persona, ask)
        if last[0] and last[0] not in got:
            got[last[0]] = res["transcript"][-1][1]
        spec: dict = {}
        if mode != "empty":
            f = split if mode == "split" else (lambda t: [t])
            for t in ("name", "role", "greeting", "platform"):
                spec[SLOT.get(t, t)] = got.get(t)
            for t in ("audience", "channel", "languages", "goals", "tone", "knowledge", "guardrails", "escalation", "metrics"):
                spec[SLOT.get(t, t)] = f(got.get(t, ""))
            spec["tools"] = [{"name": x} for x in f(got.get("tools", ""))]
            spec["workflow"] = f(got.get("workflow", ""))
        prompt = "\n".join(got.values()) if mode != "empty" else ""
        return {"spec": spec, "prompt": prompt, "said": res["said"], "log": res["log"]}
    return run


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("personas")
    ap.add_argument("--out", required=True)
    ap.add_argument("--mode", default="split", choices=["split", "dump", "empty"])
    a = ap.parse_args()
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    for p in load_dir(a.personas):
        (out / f'{p["id"]}.json').write_text(json.dumps(make(a.mode)(p), ensure_ascii=False, indent=1, default=str), encoding="utf8")
