import { FilterBar } from '../ui/filter-bar.tsx'

const tabs = [
  { key: 'clarity', label: 'Bộ rõ', path: '/settings' },
  { key: 'terms', label: 'Thời hạn kiểm tra', path: '/settings/terms' },
] as const

/** What there is to decide for an office, each on a page of its own. */
export const SettingsTabs = ({ active, office }: { active: (typeof tabs)[number]['key']; office: string }) => (
  <FilterBar
    label="Thiết lập"
    filters={tabs.map(({ key, label, path }) => ({ label, href: `${path}?office=${office}`, active: key === active }))}
  />
)
