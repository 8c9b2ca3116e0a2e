// Rules of our own for oxlint: what style.md of this project asks for and no ready-made rule covers.

/**
 * @typedef {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]} Rule
 * @typedef {ReturnType<NonNullable<Rule['create']>>} Visitor
 */
/**
 * @template {keyof Visitor} Kind
 * @typedef {Parameters<NonNullable<Visitor[Kind]>>[0]} Node
 */

/**
 * `new Date()` and `Date()` read the clock; `new Date(ms)` only converts.
 *
 * @satisfies {Rule}
 */
const noAmbientDate = {
  meta: { messages: { clock: 'Reading the clock is platform/: take a Clock as an argument.' } },
  create(context) {
    /** @param {Node<'NewExpression'> | Node<'CallExpression'>} node */
    const check = (node) => {
      const readsClock =
        node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0
      if (readsClock) context.report({ node, messageId: 'clock' })
    }
    return { NewExpression: check, CallExpression: check }
  },
}

/**
 * Module-level `let` is state that every user of the module shares and no test can reset.
 *
 * @satisfies {Rule}
 */
const noModuleState = {
  meta: {
    messages: { state: 'Module-level mutable state: keep it in what a create...() function returns.' },
  },
  create(context) {
    return {
      Program(program) {
        for (const statement of program.body) {
          const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
          const isMutable = declared?.type === 'VariableDeclaration' && declared.kind !== 'const'
          if (isMutable && !declared.declare) context.report({ node: declared, messageId: 'state' })
        }
      },
    }
  },
}

/**
 * Classes are for identity plus lifetime; sharing code is for functions. Errors are the exception of the language.
 *
 * @satisfies {Rule}
 */
const noInheritance = {
  meta: { messages: { inherits: 'No inheritance: share code through functions and interfaces.' } },
  create(context) {
    /** @param {Node<'ClassDeclaration'>} node */
    const check = (node) => {
      const parent = node.superClass
      if (parent && !(parent.type === 'Identifier' && parent.name.endsWith('Error'))) {
        context.report({ node: parent, messageId: 'inherits' })
      }
    }
    return { ClassDeclaration: check, ClassExpression: check }
  },
}

const VAGUE = /^(utils?|helpers?|managers?|services?|data|info|misc|common)$/i
const VAGUE_ENDING = /(Utils?|Helpers?|Manager|Service)$/

/** @param {string} name */
const isVague = (name) => VAGUE.test(name) || VAGUE_ENDING.test(name)

/**
 * Names that fit everything say nothing.
 *
 * @satisfies {Rule}
 */
const noVagueNames = {
  meta: { messages: { vague: '"{{name}}" says nothing: name what it is or does.' } },
  create(context) {
    /** @param {Node<string>} node */
    const check = (node) => {
      const name = 'id' in node && node.id?.type === 'Identifier' ? node.id.name : ''
      if (isVague(name)) context.report({ node, messageId: 'vague', data: { name } })
    }
    return {
      Program(program) {
        const words = context.filename.split(/[\\/]/).slice(-2)
        const file = words.map((word) => word.replace(/\..*$/, '')).find(isVague)
        if (file) context.report({ node: program, messageId: 'vague', data: { name: file } })
      },
      ClassDeclaration: check,
      FunctionDeclaration: check,
      TSInterfaceDeclaration: check,
      TSTypeAliasDeclaration: check,
    }
  },
}

export default {
  meta: { name: 'lockstep' },
  rules: {
    'no-ambient-date': noAmbientDate,
    'no-module-state': noModuleState,
    'no-inheritance': noInheritance,
    'no-vague-names': noVagueNames,
  },
}
