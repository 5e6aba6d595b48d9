/// What the reader put in place of characters that XML or the encoding does not allow.
///
/// Each was counted and replaced, so that the file could be read and nothing was corrected in
/// silence.
package struct XMLRepairs: Sendable, Hashable {
    /// One kind of repair: how often, and where first.
    package struct Tally: Sendable, Hashable {
        /// How often.
        package private(set) var count = 0

        /// The first few places.
        package private(set) var places: [Place] = []

        mutating func add(line: Int, column: Int) {
            count += 1
            if places.count < 5 { places.append(Place(line: line, column: column)) }
        }

        mutating func add(_ more: Int) { count += more }
    }

    /// A place in the file, from 1, the column in characters.
    package struct Place: Sendable, Hashable {
        /// The line.
        package var line: Int
        /// The column.
        package var column: Int

        /// A place.
        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// Control codes and other characters that XML 1.0 does not allow, as they are.
    package var characters = Tally()

    /// References to such characters, as `&#x0B;`.
    package var references = Tally()

    /// Bytes that are not UTF-8 in a file that otherwise is; read as Windows-1252.
    package var strayBytes = Tally()

    /// Bytes or halves of characters that the encoding does not define; read as U+FFFD.
    package var undecoded = Tally()

    /// All repairs.
    package var total: Int {
        characters.count + references.count + strayBytes.count + undecoded.count
    }

    /// No repairs.
    package init() {}
}
