"""A local world for generated code: models that speak three protocols and call the first tool once, and an endpoint
for that tool which remembers who called it. Standard library only: other environments run it too."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = "Your order is on its way."
ARGUMENTS = {"order_id": "A/7"}


class World(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.called = []
        self.asked = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.called.append((self.path, self.headers.get("Authorization")))
        self._send({"status": "on its way"})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        self.server.asked.append(body)
        if self.path.endswith("/responses"):
            return self._send(_responses(body))
        if "generateContent" in self.path.replace("GenerateContent", "generateContent"):
            made = _gemini(body)
            return self._stream([made], done=False) if "stream" in self.path else self._send(made)
        made = _chat(body)
        if body.get("stream"):
            return self._stream([_chunk(made)])
        return self._send(made)

    def _send(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, events, done=True):
        data = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + ("data: [DONE]\n\n" if done else "")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(data.encode())))
        self.end_headers()
        self.wfile.write(data.encode())


def _responses(body):
    done = any(one.get("type") == "function_call_output" for one in body["input"] if isinstance(one, dict))
    tool = next((one["name"] for one in body.get("tools") or () if one.get("type") == "function"), "")
    text = {"type": "output_text", "text": ANSWER, "annotations": [], "logprobs": []}
    message = {"type": "message", "id": "m1", "role": "assistant", "status": "completed", "content": [text]}
    call = {"type": "function_call", "id": "f1", "call_id": "c1", "name": tool, "arguments": json.dumps(ARGUMENTS)}
    usage = {
        "input_tokens": 1, "output_tokens": 1, "total_tokens": 2,
        "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0},
    }  # fmt: skip
    return {
        "id": "r1", "object": "response", "created_at": 1, "model": body["model"], "status": "completed",
        "output": [message if done or not tool else {**call, "status": "completed"}], "usage": usage,
        "parallel_tool_calls": True, "tool_choice": "auto", "tools": [],
    }  # fmt: skip


def _chat(body):
    done = any(one["role"] == "tool" for one in body["messages"])
    tools = [one["function"]["name"] for one in body.get("tools") or ()]
    call = {
        "id": "c1",
        "type": "function",
        "function": {"name": tools[0] if tools else "", "arguments": json.dumps(ARGUMENTS)},
    }
    message = (
        {"role": "assistant", "content": ANSWER}
        if done or not tools
        else {"role": "assistant", "content": None, "tool_calls": [call]}
    )
    return {
        "id": "x", "object": "chat.completion", "created": 1, "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop" if done or not tools else "tool_calls"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip


def _chunk(made):
    choice = made["choices"][0]
    delta = {
        **choice["message"],
        "tool_calls": [{**one, "index": 0} for one in choice["message"].get("tool_calls", ())],
    }
    return {**made, "object": "chat.completion.chunk", "choices": [{**choice, "delta": delta, "message": None}]}


def _gemini(body):
    parts = [part for content in body["contents"] for part in content["parts"]]
    done = any("functionResponse" in part for part in parts)
    tools = [one["name"] for tool in body.get("tools") or () for one in tool.get("functionDeclarations", ())]
    part = {"text": ANSWER} if done or not tools else {"functionCall": {"name": tools[0], "args": ARGUMENTS}}
    return {
        "candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2},
    }


@contextmanager
def world():
    """A world on a port of its own, until the block ends."""
    made = World()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
