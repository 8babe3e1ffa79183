// An ordinary program: it lists the files of a bucket and knows nothing of podid. Its credentials come from the AWS SDK's default chain.
//
//   BUCKET=podid-demo PORT=8080 node app.mjs          a page that shows the files, and JSON for those who accept it; HOST=0.0.0.0 for others than this machine
//   BUCKET=podid-demo node app.mjs --once             lists them once

import { createServer } from 'node:http'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'

const bucket = process.env.BUCKET ?? 'podid-demo'
// Buckets in the path where there is no name for each: an ordinary setting of programs that are also used beside Amazon.
const s3 = new S3Client({ forcePathStyle: process.env.S3_PATH_STYLE === 'true' })
const host = process.env.HOST ?? '127.0.0.1'

async function files() {
  const found = []
  let ContinuationToken
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken }))
    found.push(...(page.Contents ?? []).map(({ Key, Size }) => ({ name: Key, size: Size })))
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken)
  return found
}

const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#16191f}
h1{font-size:1.4rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d5dbdb}
td:last-child,th:last-child{text-align:right}.error{color:#8b0000;background:#fdf3f1;padding:1rem;border-radius:.4rem}</style></head>
<body><h1>${escaped(title)}</h1>${body}</body></html>`

const table = (rows) =>
  `<table><tr><th>File</th><th>Bytes</th></tr>${rows.map(({ name, size }) => `<tr><td>${escaped(name)}</td><td>${escaped(size)}</td></tr>`).join('')}</table>`

async function answer(request, response) {
  const asJson = (request.headers.accept ?? '').includes('application/json')
  const send = (status, body, type) =>
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
  try {
    const rows = await files()
    if (asJson) send(200, JSON.stringify({ files: rows.map(({ name }) => name) }), 'application/json')
    else send(200, page(`Files of the bucket ${bucket}`, table(rows)), 'text/html; charset=utf-8')
  } catch (error) {
    if (asJson) send(502, JSON.stringify({ error: error.name, message: error.message }), 'application/json')
    else
      send(
        502,
        page(
          `The bucket ${bucket} cannot be listed`,
          `<p class="error"><b>${escaped(error.name)}</b><br>${escaped(error.message)}</p>`,
        ),
        'text/html; charset=utf-8',
      )
  }
}

if (process.argv.includes('--once')) {
  try {
    for (const { name, size } of await files()) console.log(`${name}  ${size}`)
  } catch (error) {
    console.error(`${error.name}: ${error.message}`)
    process.exitCode = 1
  }
} else {
  const server = createServer(answer)
  server.listen(Number(process.env.PORT ?? 0), host, () => console.log(`http://${host}:${server.address().port}/`))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
}
