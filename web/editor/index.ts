/** The editor kernel: documents, tools and commands without a DOM or a framework. */
export * from './api'
