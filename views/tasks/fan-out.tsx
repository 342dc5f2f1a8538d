import type { GiveProps } from './give.tsx'
import { Redrawn } from './give-meter.tsx'
import { sendsTo } from './receivers.tsx'

/** The answer while one ticks and types: what the form for one task draws anew, and how many the buttons send to. */
export const FanRedrawn = (props: GiveProps) => (
  <>
    <Redrawn {...props} />
    {props.fan &&
      ['send-aside', 'send-bar'].map((id) => (
        <b id={id} hx-swap-oob="true">
          {props.fan && sendsTo(props.fan)}
        </b>
      ))}
  </>
)
