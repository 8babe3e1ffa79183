import { operation } from '../operation'
import { maybeTexts } from '../said'
import { invalid } from './faults'
import { page, paging } from './paging'

/** Lists names of clusters in pages: those made here, and with `include: ["all"]` also those registered. */
export const listClusters = operation({
  service: 'eks',
  name: 'ListClusters',
  input: (said) => ({ include: maybeTexts(said.include) ?? [], ...paging(said, 'ListClusters') }),
  need: () => ({ action: 'eks:ListClusters', resource: '*' }),
  async handle({ include, ...paging }, { store }) {
    if (include.some((it) => it !== 'all')) throw invalid('The only value of include is "all".')
    const all = include.length > 0
    const { rows, nextToken } = await page(
      paging,
      (after, limit) => store.clusters.list({}, { after, limit }),
      ({ name }) => name,
      ({ kind }) => all || kind === 'created',
    )
    return { clusters: rows.map(({ name }) => name), nextToken }
  },
})
