"""An answer with one member too many: what holds answers against the model must see it."""

import json
import re


def spoiled(model, operation, raw):
    """The response with an unknown member at the end of its body, or None when it has no body to spoil."""
    body = raw['body']
    shape = model.operation_model(operation).output_shape
    payload = shape.serialization.get('payload') if shape is not None else None
    if payload and shape.members[payload].type_name in ('blob', 'string'):
        return None
    if not isinstance(body, bytes) or not body:
        return None
    if body.startswith(b'{'):
        return {**raw, 'body': json.dumps({**json.loads(body), 'spoiled': 1}).encode()}
    if b'ResponseMetadata' in body and f'<{operation}Result'.encode() not in body:
        return {**raw, 'body': body.replace(b'<ResponseMetadata>', b'<Spoiled/><ResponseMetadata>')}
    body = re.sub(rf'<{operation}Result\s*/>'.encode(), f'<{operation}Result></{operation}Result>'.encode(), body)
    end = body.rfind(f'</{operation}Result>'.encode())
    at = end if end >= 0 else body.rfind(b'</')
    return {**raw, 'body': body[:at] + b'<Spoiled/>' + body[at:]} if at >= 0 else None
