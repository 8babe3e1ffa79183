"""Signs what comes as lines of JSON on its input as botocore does, and writes the signed requests as lines."""

import datetime
import json
import sys

import botocore.auth as auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def sign(ask):
    now = datetime.datetime.fromtimestamp(ask["at"] / 1000, datetime.timezone.utc)
    auth.get_current_datetime = lambda *_: now
    credentials = Credentials(ask["accessKeyId"], ask["secretAccessKey"], ask.get("sessionToken"))
    request = AWSRequest(method=ask["method"], url=ask["url"], data=ask["body"].encode())
    for name, value in ask["headers"]:
        request.headers[name] = value
    place = (credentials, ask["service"], ask["region"])
    s3 = ask["service"] == "s3"
    if "presignFor" in ask:
        kind = auth.S3SigV4QueryAuth if s3 else auth.SigV4QueryAuth
        kind(*place, expires=ask["presignFor"]).add_auth(request)
    else:
        (auth.S3SigV4Auth if s3 else auth.SigV4Auth)(*place).add_auth(request)
    return {"url": request.url, "headers": list(request.headers.items())}


for line in sys.stdin:
    print(json.dumps(sign(json.loads(line))), flush=True)
