import { execFileSync } from 'node:child_process'

/** Once per run: dist/ as it is built for production, for tests that start the real program. */
export default function build() {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
