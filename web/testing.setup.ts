// What jsdom lacks and every test may need.
import 'fake-indexeddb/auto'
