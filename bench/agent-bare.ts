// What the agent is measured against on whatever machine this is: a bare Bun.serve that looks up a token and answers, and does nothing else.

const [port = '0', entries = '2000'] = process.argv.slice(2)
const bodies = new Map<string, string>()
const answer = JSON.stringify({ AccessKeyId: 'ASIA', SecretAccessKey: 's'.repeat(40), Token: 't'.repeat(200) })
const given = { headers: { 'content-type': 'application/json' } }
Bun.serve({
  hostname: '127.0.0.1',
  port: Number(port),
  fetch(request) {
    const token = request.headers.get('authorization') ?? ''
    const body = bodies.get(token)
    if (body !== undefined) return new Response(body, given)
    if (bodies.size < Number(entries)) bodies.set(token, answer)
    return new Response(answer, given)
  },
})
