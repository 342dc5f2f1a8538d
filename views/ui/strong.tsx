import type { Child } from 'hono/jsx'

type Props = { tone: 'red' | 'amber' | 'green'; children?: Child }

/** Words that matter, in a sentence: "chờ đồng chí 3 ngày", "thiếu người nghiệm thu". */
export const Strong = ({ tone, children }: Props) => <strong class={`words ${tone}`}>{children}</strong>
