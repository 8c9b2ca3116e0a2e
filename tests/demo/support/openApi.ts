import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type AnySchema } from 'ajv'
import { field } from './jellyfinClient.ts'

/** One of Jellyfin's own descriptions of its API. */
export interface OpenApiDocument {
  readonly name: string
  readonly version: string
  /** What is wrong with an answer to this operation, or with a value of a named schema; empty when nothing is. */
  checkAnswer(
    operation: { method: 'get' | 'post' | 'delete'; path: string },
    body: unknown,
  ): readonly string[]
  checkSchema(name: string, value: unknown): readonly string[]
}

/** The documents in a folder, by their files' names `jellyfin-openapi-*.json`. */
export function loadOpenApiDocuments(dir: string): readonly OpenApiDocument[] {
  const files = readdirSync(dir).filter((name) => /^jellyfin-openapi-.*\.json$/.test(name))
  return files.map((name) => openApiDocument(name, JSON.parse(readFileSync(join(dir, name), 'utf8'))))
}

function openApiDocument(name: string, document: unknown): OpenApiDocument {
  const ajv = createAjv()
  const schemas = Object.entries(field(document, 'components', 'schemas') ?? {})
  for (const [key, schema] of schemas) ajv.addSchema(asJsonSchema(schema), key)
  const check = (schema: AnySchema, value: unknown): readonly string[] => {
    const validate = ajv.compile(schema)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
    )
  }
  return {
    name,
    version: String(field(document, 'info', 'version')),
    checkSchema: (key, value) => check({ $ref: key }, value),
    checkAnswer({ method, path }, body) {
      const schema = field(
        document,
        'paths',
        path,
        method,
        'responses',
        '200',
        'content',
        'application/json',
        'schema',
      )
      return schema === undefined ? [`${method} ${path} is not described`] : check(asJsonSchema(schema), body)
    },
  }
}

/** Dates with up to seven decimals, GUIDs with or without dashes; other formats say nothing that types do not. */
function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false })
  ajv.addFormat('uuid', /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/)
  for (const name of ['int32', 'int64', 'float', 'double', 'binary', 'byte', 'uri']) ajv.addFormat(name, true)
  return ajv
}

/** OpenAPI 3.0 is not quite JSON Schema: `nullable` becomes a type, references lose their place in the document. */
function asJsonSchema(schema: unknown): Record<string, unknown> {
  const converted: unknown = convert(schema)
  return typeof converted === 'object' && converted !== null ? { ...converted } : {}
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, discriminator, ...rest }: Record<string, unknown> = { ...value }
  const plain = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, convertField(key, inner)]),
  )
  // The mapping of a discriminator repeats what the alternatives already say.
  void discriminator
  if (nullable !== true) return plain
  return typeof plain['type'] === 'string'
    ? { ...plain, type: [plain['type'], 'null'] }
    : { anyOf: [plain, { type: 'null' }] }
}

const convertField = (key: string, inner: unknown): unknown =>
  key === '$ref' && typeof inner === 'string' ? inner.replace('#/components/schemas/', '') : convert(inner)
