/** What a person would call the device, from what its browser says: 'Chrome trên Windows'. */
export function deviceName(agent = ''): string {
  const browser = browsers.find(([mark]) => agent.includes(mark))?.[1] ?? 'Trình duyệt khác'
  const system = systems.find(([mark]) => agent.includes(mark))?.[1] ?? 'thiết bị khác'
  return `${browser} trên ${system}`
}

// The order matters: each browser also names those it descends from.
const browsers = [
  ['coc_coc', 'Cốc Cốc'],
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const

const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'máy Mac'],
  ['Linux', 'Linux'],
] as const
