/** What differs from AWS for every operation, and what shows it. */
export const everywhere: readonly string[] = [
  'One address serves all services, and the credential scope tells them apart: set the endpoint for all of them (`AWS_ENDPOINT_URL`). There is one account and one region. A request signed for any region is taken, and ARNs have the server’s own (`--region`), so a client set to another still works (tests/cases/wire/messages/6.4-signature-errors.json).',
  'An operation of these services that is not in the tables is refused by its name: `NotImplemented`, status 501 (tests/cases/wire/messages/unknown-operations.json). What is signed for any other service is refused as wrongly scoped, in a protocol that its client reads.',
  'What is written can be read at once, and podid itself throttles nothing.',
  'Why a permission lacked goes along in the header `x-podid-encoded-authorization-message`; the message is AWS’s (docs/decisions/0011).',
  'Where what AWS says of a mistake is not published, the code is AWS’s and the message is podid’s own: it names the member and what it may be.',
  'A path with `.` or `..` between slashes, such as that of an object named `a/../b`, fails its signature: the HTTP server resolves it before podid sees it (docs/decisions/0005).',
  'Signature Version 2 is refused, as in S3’s newer regions. The AWS CLI presigns with it unless told otherwise: `aws configure set default.s3.signature_version s3v4` (tests/cases/wire/messages/6.4-signature-errors.json).',
]
