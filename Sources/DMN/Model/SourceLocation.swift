/// A place in a file: where an element of a model stands.
///
/// Every element keeps its place, so that an error or a trace can name it:
///
///     scoring.dmn:42:9
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The file as it was named to the loader.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1.
    public let column: Int

    /// Makes a place from a file, a line and a column, both from 1.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The usual form: `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }

    /// Orders by file, then line, then column.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        if left.file != right.file { return left.file < right.file }
        if left.line != right.line { return left.line < right.line }
        return left.column < right.column
    }
}
