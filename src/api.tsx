import { Hono } from 'hono'
import { ApiPage } from '../views/api/page.tsx'
import { meEndpoints } from './account/api.ts'
import { checklistEndpoints } from './checklists/api.ts'
import { mount } from './endpoint.ts'
import { importEndpoints } from './imports/api.ts'
import { inspectionEndpoints } from './inspections/api/endpoints.ts'
import { remedyEndpoints } from './inspections/api/remedies.ts'
import { signOffEndpoints } from './inspections/api/sign-off.ts'
import { termsEndpoints } from './inspections/api/terms.ts'
import { openapi } from './openapi.ts'
import { peopleEndpoints } from './people/api.ts'
import { planEndpoints } from './plans/api.ts'
import { Refusal } from './refusal.ts'
import { settingsEndpoints } from './settings/api.ts'
import { taskEndpoints } from './tasks/api/endpoints.ts'
import { allow, type Web } from './web.tsx'

export const endpoints = [
  ...meEndpoints,
  ...taskEndpoints,
  ...peopleEndpoints,
  ...settingsEndpoints,
  ...importEndpoints,
  ...planEndpoints,
  ...checklistEndpoints,
  ...remedyEndpoints,
  ...termsEndpoints,
  ...inspectionEndpoints,
  ...signOffEndpoints,
]

const v1 = new Hono<Web>().get('/openapi.json', (c) => c.json(openapi(endpoints)))
for (const one of endpoints) mount(v1, one)
v1.all('*', () => {
  throw new Refusal('missing')
})

/** The JSON API, its description, and a page that shows it without asking anything of another site. */
export const api = new Hono<Web>()
  .get('/', allow('unit.see'), (c) => c.render(<ApiPage description={openapi(endpoints)} />, { title: 'Tài liệu API' }))
  .route('/v1', v1)
