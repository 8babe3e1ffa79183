import { expect, test } from 'bun:test'
import { agentsInWords } from './agents-in-words'

const reportedAt = new Date(0)

test.each([
  [{ readyAgentCount: 0 }, { text: '-' }],
  [
    { readyAgentCount: 0, nodeCount: 3, reportedAt },
    { type: 'stopped', text: 'None answers' },
  ],
  [
    { readyAgentCount: 2, nodeCount: 3, reportedAt },
    { type: 'warning', text: '2 of 3 answer' },
  ],
  [
    { readyAgentCount: 3, nodeCount: 3, reportedAt },
    { type: 'success', text: '3 of 3 answer' },
  ],
  [
    { readyAgentCount: 1, reportedAt },
    { type: 'success', text: '1 answer' },
  ],
] as const)('%j', (counts, words) => expect<unknown>(agentsInWords(counts)).toEqual(words))
