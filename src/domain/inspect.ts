/** The symbol under which Node.js and Bun ask a value how to print itself: https://nodejs.org/api/util.html#utilinspectcustom */
export const inspect = Symbol.for('nodejs.util.inspect.custom')
