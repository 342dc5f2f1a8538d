import type { Reader } from '../../db/schema.ts'
import { type Figure, figuresOf, type MetricKey } from '../../rules/inspection-figures.ts'
import { type FiguresAsked, figureRows } from './figure-rows.ts'

/** A figure of inspections of a unit and span, for scoring: what it counts and out of what. Six queries. */
export async function metricOf(db: Reader, key: MetricKey, asked: FiguresAsked): Promise<Figure> {
  return figuresOf(await figureRows(db, asked))[key]
}

/** All of them at once, over the same rows. */
export const metricsOf = async (db: Reader, asked: FiguresAsked): Promise<Record<MetricKey, Figure>> =>
  figuresOf(await figureRows(db, asked))
