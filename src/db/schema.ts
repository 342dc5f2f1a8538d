import type { Generated, Kysely, Transaction } from 'kysely'

/** Instants are ISO 8601 UTC with milliseconds, days 'YYYY-MM-DD' in Asia/Ho_Chi_Minh, yes and no 1 and 0. */
type Instant = string
type Day = string
type Bit = number
type Id = Generated<number>

export interface Schema {
  settings: { key: string; value: string }
  counters: { name: string; value: number }
  units: {
    id: Id
    publicId: string
    /** Mã đơn vị, as the office numbers it in its own lists; imports know a unit by it. */
    code: Generated<string | null>
    /** 'office' (cơ quan) numbers its own tasks and has a letterhead; 'unit' (đơn vị) is a part of one. */
    kind: string
    name: string
    shortName: string
    /** The upper line of an office's letterhead: 'Ủy ban nhân dân'. */
    superior: Generated<string>
    folded: string
    position: number
    parentId: number | null
    /** '/1/5/': the ids from the root down to this unit, as the tree stands today. */
    path: string
    openedOn: Day
    closedOn: Day | null
    successorId: number | null
    version: Generated<number>
  }
  unitSpans: {
    id: Id
    unitId: number
    parentId: number | null
    name: string
    shortName: string
    fromDay: Day
    /** The first day on which this no longer held; null while it does. */
    toDay: Day | null
  }
  people: {
    id: Id
    publicId: string
    /** Mã cán bộ, as the office numbers it in its own lists; imports know a person by it. */
    code: Generated<string | null>
    name: string
    folded: string
    sortKey: string
    email: string | null
    phone: string | null
    unitId: number
    post: string
    leftOn: Day | null
    /** 1 for the named person that imports, seeds and jobs act as; never listed. */
    system: Generated<Bit>
    version: Generated<number>
  }
  postings: { id: Id; personId: number; unitId: number; post: string; fromDay: Day; toDay: Day | null }
  roleGrants: {
    id: Id
    publicId: string
    personId: number
    role: string
    unitId: number
    fromDay: Day
    toDay: Day | null
  }
  delegations: {
    id: Id
    publicId: string
    principalId: number
    substituteId: number
    fromDay: Day
    /** The last day on which it holds. */
    toDay: Day
    reason: string
    endedAt: Instant | null
  }
  audit: {
    id: Id
    publicId: string
    at: Instant
    actorId: number
    behalfOfId: number | null
    action: string
    subjectKind: string
    subject: string
    unitPath: string
    aboutId: number | null
    facts: string | null
    salt: string | null
    commitment: string
    position: number | null
    hash: string | null
  }
  auditBatches: { id: Id; first: number; last: number; hash: string; sealedAt: Instant }
  leases: { name: string; holder: string; until: Instant }
  answers: { actorId: number; key: string; action: string; deed: string; at: Instant }
  logins: {
    personId: number
    username: string
    passwordHash: string
    mustChange: Bit
    /** The import that took the person in. */
    importId: Generated<number | null>
    theme: Generated<string>
    size: Generated<string>
  }
  sessions: {
    id: Id
    publicId: string
    tokenHash: string
    personId: number
    device: string
    address: string
    createdAt: Instant
    seenAt: Instant
    expiresAt: Instant
    endedAt: Instant | null
    actingForId: number | null
  }
  tokens: {
    id: Id
    publicId: string
    tokenHash: string
    personId: number
    name: string
    scope: string
    createdAt: Instant
    expiresAt: Instant
    usedAt: Instant | null
    endedAt: Instant | null
  }
  knownDevices: { tokenHash: string; personId: number; createdAt: Instant }
  attempts: { key: string; failures: number; lastAt: Instant }
  calendarDays: {
    id: Id
    publicId: string
    day: Day
    kind: string
    name: string
    source: string
    confidence: string
    active: Bit
    version: Generated<number>
  }
  tasks: {
    id: Id
    publicId: string
    code: string
    officeId: number
    /** The unit of the responsible person on the day of issue. */
    unitId: number
    kind: string
    state: string
    title: string
    content: string
    document: string
    folded: string
    assigneeId: number
    assignerId: number
    approverId: number
    followerId: number | null
    consequence: string
    product: string
    quantity: number
    quantityUnit: string
    acceptance: string
    evidence: string
    /** The conversion factor K (hệ số quy đổi) in hundredths. */
    factor: number
    /** The deadline in force; the first one is the first row of taskDeadlines. */
    due: Day
    /** How many working days the deadline was counted from; null when it was typed. */
    countedDays: number | null
    issuedAt: Instant
    issuedOn: Day
    submittedAt: Instant | null
    submittedOn: Day | null
    doneOn: Day | null
    /** 0 to 100, as the responsible person last reported it. */
    progress: Generated<number>
    /** The confirmed objective cause (nguyên nhân khách quan) of a delay, in words. */
    excused: string | null
    /** The version of the process template it was filled from. */
    templateVersionId: number | null
    /** The task it is a part of (việc mẹ): fan-out copies and work passed down. */
    parentId: Generated<number | null>
    /** How many uncancelled tasks are parts of it: one that has any never counts itself. */
    children: Generated<number>
    /** The line of a directive plan it carries out. */
    planItemId: Generated<number | null>
    version: Generated<number>
  }
  taskSteps: {
    id: Id
    taskId: number
    position: number
    name: string
    doerId: number
    due: Day
    doneOn: Day | null
    doneById: number | null
  }
  /** Who had the ball from when to when; the row without `toAt` says who has it now. */
  taskHoldings: {
    id: Id
    taskId: number
    holder: string
    personId: number | null
    fromAt: Instant
    toAt: Instant | null
  }
  /** Gia hạn and hỏi lại: open until they have an outcome, one of a kind at a time. */
  taskRequests: {
    id: Id
    publicId: string
    taskId: number
    kind: string
    text: string
    proposedDue: Day | null
    askedById: number
    askedAt: Instant
    askedOfId: number
    outcome: string | null
    answer: string | null
    answeredById: number | null
    answeredAt: Instant | null
  }
  /** Báo tiến độ: the log of progress. */
  taskReports: {
    id: Id
    taskId: number
    at: Instant
    byId: number
    progress: number
    note: string
    waitingForId: number | null
  }
  /** Phối hợp: each with an own part and its own end. */
  taskCoordinators: {
    id: Id
    taskId: number
    personId: number
    part: string
    doneAt: Instant | null
    note: string | null
  }
  taskComments: { id: Id; publicId: string; taskId: number; byId: number; at: Instant; text: string }
  commentMentions: { commentId: number; personId: number }
  undos: {
    id: Id
    publicId: string
    taskId: number
    action: string
    byId: number
    /** The task's version after the deed: another one now means that something followed it. */
    version: number
    until: Instant
    /** What the changed rows held before, as JSON. */
    before: string
  }
  taskDeadlines: {
    id: Id
    taskId: number
    due: Day
    cause: string
    reason: string
    setAt: Instant
    setById: number
  }
  files: {
    id: Id
    publicId: string
    hash: string
    name: string
    mediaType: string
    size: number
    addedById: number
    addedAt: Instant
  }
  submissions: {
    id: Id
    publicId: string
    taskId: number
    report: string
    submittedAt: Instant
    submittedOn: Day
    submittedById: number
    decision: string | null
    grade: string | null
    reason: string | null
    majorError: Generated<Bit>
    decidedAt: Instant | null
    decidedById: number | null
  }
  submissionFiles: { submissionId: number; fileId: number }
  /** Who finds a task: a party ('p12') or a unit above one ('u5'). Triggers copy the rest from the task. */
  taskScopes: {
    scope: string
    taskId: number
    state: Generated<string>
    due: Generated<Day>
    assigneeId: Generated<number>
  }
  /** Completed tasks of a unit ('u5') or a responsible person ('p12') by month of issue; triggers keep them. */
  taskTallies: { scope: string; month: string; late: Bit; count: number }
  /** Mẫu quy trình: what an office's usual tasks have in common; the newest version is the one in use. */
  processTemplates: {
    id: Id
    publicId: string
    /** The office it belongs to; it serves every unit below. */
    unitId: number
    /** 'baocao-dinhky': how the quick line calls it. */
    key: string
    name: string
    folded: string
    active: Generated<Bit>
    version: Generated<number>
  }
  /** `body` is the JSON of src/templates/body.ts. */
  processVersions: {
    id: Id
    publicId: string
    templateId: number
    number: number
    body: string
    at: Instant
    byId: number
  }
  /** Files brought in (nhập dữ liệu); the state says how far: src/imports/states.ts. */
  imports: {
    id: Id
    publicId: string
    kind: string
    unitId: number
    byId: number
    /** Who asked for what is under way, as whom the jobs act; at the keys another person when standing in. */
    askedById: number
    askedActorId: number
    askedAt: Instant
    fileName: string
    fileHash: string
    /** JSON: name and number of rows of each sheet. */
    sheets: string
    /** The sheet chosen, counted from 0. */
    sheet: number
    /** The row of the headings, as the spreadsheet numbers it. */
    head: number
    /** JSON: column (counted from 0) by field. */
    mapping: string
    /** JSON: what was chosen beside the mapping. */
    options: string
    state: string
    total: Generated<number>
    progress: Generated<number>
    /** JSON: rows by outcome. */
    counts: string
    /** Refused rows are left out and the rest is written: said expressly. */
    leaveOut: Generated<Bit>
    /** Rows that came out otherwise when checked again before writing. */
    moved: Generated<number>
    /** JSON: what an apply did. */
    result: string | null
    stagedAt: Instant
    checkedAt: Instant | null
    endedAt: Instant | null
    version: Generated<number>
  }
  /** The rows of a staged file, removed when it is done or dropped: they hold personal data. */
  importRows: {
    id: Id
    importId: number
    sheet: number
    number: number
    /** JSON of the cells. */
    cells: string
    /** JSON of what could not be read. */
    faults: string
    outcome: Generated<string>
    title: Generated<string>
    /** JSON of the RowAnswer. */
    answer: Generated<string>
  }
  /** How an office's files of certain headings were read, so that the next one is read so too. */
  importMappings: { officeId: number; kind: string; fingerprint: string; mapping: string }
  /** What is to be done outside a request; the row is removed when it is done. */
  jobs: {
    id: Id
    kind: string
    subject: string
    addedAt: Instant
    dueAt: Instant
    tries: Generated<number>
    holder: string | null
    heldUntil: Instant | null
  }
  /** Nháp: giving forms as far as they were filled, each its owner's alone. */
  drafts: {
    id: Id
    publicId: string
    ownerId: number
    form: string
    title: string
    updatedAt: Instant
    /** The line of a directive plan that it is to become a task of. */
    planItemId: Generated<number | null>
  }
  /** Văn bản chỉ đạo, kế hoạch: followed by the unit; its newest version is the one in force. */
  plans: {
    id: Id
    publicId: string
    unitId: number
    /** Number, day and issuer folded: the same document brought in again is a version of it. */
    key: string
    /** Số, ký hiệu: '05/KH-UBND'. */
    number: string
    day: Day | null
    issuer: string
    /** Trích yếu. */
    summary: string
    folded: string
    version: Generated<number>
  }
  planVersions: {
    id: Id
    planId: number
    number: number
    fileName: string
    fileHash: string
    at: Instant
    byId: number
  }
  /** A line of a plan through all its versions. */
  planItems: { id: Id; publicId: string; planId: number }
  /** A line as one version has it, as it was written; `due` and `assigneeId` are what was made of it. */
  planLines: {
    id: Id
    versionId: number
    itemId: number
    parentItemId: number | null
    position: number
    /** A heading groups others and is no task. */
    heading: Bit
    mark: string
    title: string
    content: string
    responsible: string
    coordinators: string
    deadline: string
    product: string
    quantity: string
    quantityUnit: string
    template: string
    approver: string
    note: string
    due: Day | null
    assigneeId: number | null
  }
  /** Bảng kiểm: what an inspection looks at; the newest version is the one in use. */
  checklists: {
    id: Id
    publicId: string
    unitId: number
    key: string
    name: string
    folded: string
    active: Generated<Bit>
    version: Generated<number>
  }
  /** `body` is the JSON of src/checklists/body.ts; frozen once a round has used it. */
  checklistVersions: {
    id: Id
    publicId: string
    checklistId: number
    number: number
    body: string
    usedAt: Generated<Instant | null>
    at: Instant
    byId: number
  }
  /** Kế hoạch kiểm tra năm: the share of the units, in percent, that is to be inspected. */
  inspectionPlans: {
    id: Id
    publicId: string
    unitId: number
    year: number
    document: string
    target: number
    version: Generated<number>
  }
  /** Đợt kiểm tra; `number` is given at its start. */
  inspectionRounds: {
    id: Id
    publicId: string
    /** The office or unit whose round it is. */
    unitId: number
    form: string
    name: string
    /** The outside body (HĐND, MTTQ, thanh tra, cấp trên) whose round it is; '' for our own. */
    outsideBody: string
    /** The decision or plan it rests on. */
    document: string
    orderedById: number
    checklistVersionId: number | null
    fromDay: Day
    toDay: Day
    /** Why members inspect their own unit, where they do. */
    ownReason: string
    state: string
    number: Generated<number | null>
    startedAt: Generated<Instant | null>
    version: Generated<number>
  }
  roundMembers: { roundId: number; personId: number; part: string }
  /** Who finds a round: persons ('p12') always, units ('u5') once it may be known. */
  roundScopes: { scope: string; roundId: number }
  /** Phiếu kiểm tra: one unit or person in a round. */
  inspectionSheets: {
    id: Id
    publicId: string
    roundId: number
    unitId: number
    personId: number | null
    place: Generated<string>
    /** Who stood for the unit. */
    met: Generated<string>
    strengths: Generated<string>
    openedAt: Generated<Instant | null>
    closedAt: Generated<Instant | null>
    version: Generated<number>
  }
  sheetAnswers: {
    sheetId: number
    item: string
    result: string | null
    /** JSON of `Measured`. */
    value: string | null
    note: string
    byId: number
    at: Instant
    version: Generated<number>
  }
  answerFiles: { sheetId: number; item: string; fileId: number }
  /** Tồn tại: numbered in their round. */
  findings: {
    id: Id
    publicId: string
    roundId: number
    sheetId: number | null
    item: string
    number: number
    text: string
    /** The conclusion (kết luận) of an outside body it comes from, as cited; '' of an own round. */
    conclusion: Generated<string>
    severity: string
    unitId: number
    personId: number | null
    foundOn: Day
    foundById: number
    remedy: string
    remedierId: number | null
    due: Day
    repeatOfId: number | null
    /** 'open' or 'withdrawn' (rút sau giải trình); the remedy's own state is its task's. */
    state: string
    /** When it was put to the inspected side, and by when that side answers. */
    putAt: Generated<Instant | null>
    answerBy: Generated<Day | null>
    answer: Generated<string | null>
    answerText: Generated<string>
    answeredAt: Generated<Instant | null>
    answeredById: Generated<number | null>
    taskId: Generated<number | null>
    version: Generated<number>
  }
  findingFiles: { findingId: number; fileId: number; side: string }
  /** Each sign-off with its figures as they stood; a reopening ends it. */
  roundSignoffs: {
    id: Id
    publicId: string
    roundId: number
    at: Instant
    byId: number
    frozen: string
    digest: string
    reopenedAt: Generated<Instant | null>
    reopenedById: Generated<number | null>
    reason: Generated<string | null>
  }
  /**
   * Both sides of the minutes; `refused` is the reason of who would not sign. `content` is the digest of what the sheet
   * said then: once it says something else, the signature no longer counts.
   */
  sheetSignatures: {
    id: Id
    sheetId: number
    side: string
    name: string
    post: string
    refused: string | null
    content: string
    at: Instant
    byId: number
  }
  /** Biên bản, thông báo kết luận with number, day, signer and the signed file: in force from then. */
  roundPapers: {
    id: Id
    publicId: string
    roundId: number
    sheetId: number | null
    /** The sign-off it was made from; null for a paper of an outside body, which is none of ours. */
    signoffId: number | null
    kind: string
    number: string
    day: Day
    signer: string
    fileId: number
    at: Instant
    byId: number
  }
}

/** Reads and cannot write: what every query takes. A transaction is one too. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'withRecursive' | 'getExecutor'>
export type Tx = Transaction<Schema>

export interface Db {
  dialect: 'sqlite' | 'postgres'
  reader: Reader
  /** Only `serially`, migrations and backups touch it. */
  writer: Kysely<Schema>
  close(): Promise<void>
}
