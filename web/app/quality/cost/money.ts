// Amounts of a currency, for people. Small amounts keep the digits that tell them apart.

/** An amount such as `€12.40` or `€0.0312`; without a currency there is nothing to tell. */
export function money(amount: number, currency: string): string {
  if (!currency) return '–'
  const digits = amount !== 0 && Math.abs(amount) < 1 ? 4 : 2
  const format = { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: digits } as const
  return new Intl.NumberFormat('en', format).format(amount)
}
