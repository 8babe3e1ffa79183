import { agent } from './agent'
import { decision } from './decision'
import { exchange } from './exchange'
import { print } from './table'

// One command, one table. Machines are shared and noisy: compare rows of one run, and runs of one machine.

const args = process.argv.slice(2)
if (args.includes('--help')) {
  process.stdout.write(
    'bench: npm run bench [-- --store postgres://…]   reports what the exchange and one IAM decision cost\n',
  )
} else {
  process.stdout.write('podid bench (server on core 0, load on core 1)\n\n')
  if (args[0] === 'agent') print(await agent(args))
  else print([...decision(), ...(await exchange(args))])
}
