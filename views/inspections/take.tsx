import { PrintButton } from '../record/permissions.tsx'
import { LinkButton } from '../ui/button.tsx'

type Props = { text: string; href: (ending: '.xlsx' | '.csv') => string }

/** Exactly these rows as a file. */
export const Take = ({ text, href }: Props) => (
  <div class="take">
    <span>{text}</span>
    <LinkButton kind="quiet" icon="download" href={href('.xlsx')} download>
      Excel
    </LinkButton>
    <LinkButton kind="quiet" icon="download" href={href('.csv')} download>
      CSV
    </LinkButton>
    <span class="desk-only">
      <PrintButton />
    </span>
  </div>
)
