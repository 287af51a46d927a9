"""The seeds' program, as small as it can be: Flask and boto3, the same two operations, one JSON log line per request."""

import datetime
import json
import logging
import os
import sys
import time
import uuid

import boto3
from flask import Flask, g, jsonify, request

app = Flask(__name__)
log = logging.getLogger("session-api")
log.setLevel(logging.INFO)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(message)s"))
log.addHandler(handler)

table = boto3.resource("dynamodb", region_name="us-west-2", endpoint_url=os.environ["DYNAMODB_ENDPOINT"]).Table("sessions")
LIFETIME = 24 * 3600


@app.before_request
def start():
    g.start = time.perf_counter()


@app.after_request
def log_line(response):
    log.info(
        json.dumps(
            {
                "level": 30,
                "time": int(time.time() * 1000),
                "service": "session-api",
                "requestId": str(uuid.uuid4()),
                "method": request.method,
                "route": request.url_rule.rule if request.url_rule else "unknown",
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - g.start) * 1000, 2),
            }
        )
    )
    return response


@app.post("/sessions")
def create_session():
    body = request.get_json()
    if not body or "userId" not in body:
        return jsonify(error="userId is required"), 400
    now = datetime.datetime.now(datetime.timezone.utc)
    item = {
        "id": uuid.uuid4().hex,
        "userId": body["userId"],
        "data": json.dumps(body.get("data", {})),
        "createdAt": now.isoformat(),
        "expiresAt": int(now.timestamp()) + LIFETIME,
    }
    table.put_item(Item=item)
    return (
        jsonify(
            sessionId=item["id"],
            userId=item["userId"],
            data=body.get("data", {}),
            createdAt=item["createdAt"],
            expiresAt=item["expiresAt"],
        ),
        201,
    )


@app.get("/sessions/<session_id>")
def get_session(session_id):
    item = table.get_item(Key={"id": session_id}, ConsistentRead=True).get("Item")
    if item is None or int(item["expiresAt"]) <= time.time():
        return jsonify(error="Session not found"), 404
    return jsonify(
        sessionId=item["id"],
        userId=item["userId"],
        data=json.loads(item["data"]),
        createdAt=item["createdAt"],
        expiresAt=int(item["expiresAt"]),
    )


@app.get("/health")
def health():
    return jsonify(status="healthy")
