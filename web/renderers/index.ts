/** Renderers: they put an editor on a page and draw neutral marks. None of them knows a label type. */
export { prefetch } from './canvas/pictures'
export { cutout } from './cutout'
export { drawRuler } from './canvas/ruler'
export { isOthers } from './input/keys'
export { mountImageEditor } from './mountImageEditor'
export { mountTextEditor } from './mountTextEditor'
export { svgMarkup } from './svg/svg'
