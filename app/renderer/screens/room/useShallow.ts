export { useShallow } from 'zustand/react/shallow'
