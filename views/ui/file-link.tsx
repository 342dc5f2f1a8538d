import { Icon, type IconName } from './icon.tsx'

type Props = { href: string; name: string; meta?: string; icon?: IconName }

/** A file to take away: its name, when it came, how big it is. */
export const FileLink = ({ href, name, meta, icon = iconFor(name) }: Props) => (
  <span class="file">
    <Icon name={icon} />
    <span>
      <a href={href}>{name}</a>
      {meta && <span class="muted">{meta}</span>}
    </span>
  </span>
)

function iconFor(name: string): IconName {
  return /\.(jpe?g|png|webp|heic)$/i.test(name) ? 'image' : 'file-text'
}
