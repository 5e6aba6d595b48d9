/// Columns of text for a terminal: how wide each is, where cells break, and how a row becomes lines.
///
///     let columns = TerminalColumns([["ID", "Title"], ["7", "Staff shortage"]], within: 14, gap: "  ")
///     columns.lines(of: ["7", "Staff shortage"])   // "7   Staff\n    shortage\n"
package struct TerminalColumns: Sendable {
    /// The characters of each column.
    package let widths: [Int]
    /// Whether a line fits; columns are made no narrower than their longest word, up to a limit.
    package let fits: Bool
    /// What stands between a column and the next.
    private let gaps: [String]
    private let numeric: [Bool]

    /// Columns as wide as rows need, the widest made narrower first until a line fits.
    ///
    /// - Parameters:
    ///   - rows: All rows, the head among them, each with a cell for each column.
    ///   - room: The characters of a line.
    ///   - gap: What stands between columns.
    ///   - otherGap: What stands instead before one column.
    ///   - word: No column is made narrower than its longest word, up to this many letters of it.
    ///   - last: The last column is made no narrower than this.
    ///   - numeric: Which columns stand right; none where nothing is said.
    package init(
        _ rows: [[String]], within room: Int, gap: String,
        otherGap: (before: Int, text: String)? = nil, word: Int = 12, last: Int = 0,
        numeric: [Bool] = []
    ) {
        let count = rows.map(\.count).max() ?? 0
        let cells = (0..<count).map { column in rows.map { $0[column] } }
        var widths = cells.map { max(1, $0.lazy.map(\.characterCount).max() ?? 0) }
        var floors = cells.map { column in
            max(1, min(word, column.lazy.map(TerminalColumns.longestWord).max() ?? 1))
        }
        if let place = floors.indices.last {
            floors[place] = max(floors[place], min(last, widths[place]))
        }
        let between = gap.count * max(0, count - 1)
        var fits = true
        while widths.reduce(between, +) > room {
            let candidates = widths.indices.filter { widths[$0] > floors[$0] }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else {
                fits = false
                break
            }
            widths[widest] -= 1
        }
        self.init(widths, fits: fits, gap, otherGap, numeric)
    }

    /// Columns of given widths.
    package init(
        widths: [Int], gap: String, otherGap: (before: Int, text: String)? = nil
    ) {
        self.init(widths, fits: true, gap, otherGap, [])
    }

    private init(
        _ widths: [Int], fits: Bool, _ gap: String, _ otherGap: (before: Int, text: String)?,
        _ numeric: [Bool]
    ) {
        self.widths = widths
        self.fits = fits
        self.numeric = numeric
        gaps = widths.indices.map { otherGap?.before == $0 ? otherGap?.text ?? gap : gap }
    }

    /// A row as lines, each ended by "\n": cells broken to their columns' widths, nothing after the last.
    package func lines(of row: [String]) -> String {
        var bytes: [UInt8] = []
        write(row, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Rows as lines, one after the other.
    package func lines(of rows: [[String]]) -> String {
        var bytes: [UInt8] = []
        for row in rows { write(row, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(_ row: [String], to bytes: inout [UInt8]) {
        if row.allSatisfy(\.isPlainLine) {
            writePlain(row, to: &bytes)
        } else {
            writeWrapped(row, to: &bytes)
        }
    }

    /// A row of plain lines, nearly every one: its cells' bytes are copied, and no text is made of a part.
    private func writePlain(_ row: [String], to bytes: inout [UInt8]) {
        var parts: [Range<Int>] = []
        var ends: [Int] = []
        for (cell, width) in zip(row, widths) {
            TerminalColumns.eachPart(cell, max(1, width)) { parts.append($0) }
            ends.append(parts.count)
        }
        let space = UInt8(ascii: " ")
        var (line, isLast) = (0, false)
        while !isLast {
            let begin = bytes.count
            var place = 0
            isLast = true
            for column in ends.indices {
                if column > 0 { bytes.append(contentsOf: gaps[column].utf8) }
                let part = place + line < ends[column] ? parts[place + line] : 0..<0
                if place + line + 1 < ends[column] { isLast = false }
                place = ends[column]
                let padding = max(0, widths[column] - part.count)
                let isRight = column < numeric.count && numeric[column]
                if isRight { bytes.append(contentsOf: repeatElement(space, count: padding)) }
                var cell = row[column]
                cell.withUTF8 { bytes.append(contentsOf: $0[part]) }
                if !isRight { bytes.append(contentsOf: repeatElement(space, count: padding)) }
            }
            while bytes.count > begin, bytes.last == space { bytes.removeLast() }
            bytes.append(UInt8(ascii: "\n"))
            line += 1
        }
    }

    private func writeWrapped(_ row: [String], to bytes: inout [UInt8]) {
        let cells = zip(row, widths).map { TerminalColumns.wrapped($0, to: $1) }
        let space = UInt8(ascii: " ")
        for number in 0..<(cells.map(\.count).max() ?? 0) {
            let start = bytes.count
            for (column, parts) in cells.enumerated() {
                if column > 0 { bytes.append(contentsOf: gaps[column].utf8) }
                let part = number < parts.count ? parts[number] : ""
                let padding = max(0, widths[column] - part.characterCount)
                let isRight = column < numeric.count && numeric[column]
                if isRight { bytes.append(contentsOf: repeatElement(space, count: padding)) }
                bytes.append(contentsOf: part.utf8)
                if !isRight { bytes.append(contentsOf: repeatElement(space, count: padding)) }
            }
            while bytes.count > start, bytes.last == space { bytes.removeLast() }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// The line under the head: dashes below each column, and something below each gap.
    package func rule(_ below: (String) -> String) -> String {
        var line = ""
        for (column, width) in widths.enumerated() {
            if column > 0 { line += below(gaps[column]) }
            line += String(repeating: "-", count: width)
        }
        return line + "\n"
    }

    /// A text broken between words, and within words that are longer than a line.
    package static func wrapped(_ text: String, to width: Int) -> [String] {
        let width = max(1, width)
        if text.isPlainLine {
            var lines: [String] = []
            var text = text
            eachPart(text, width) { part in
                lines.append(text.withUTF8 { String(decoding: $0[part], as: UTF8.self) })
            }
            return lines
        }
        var lines: [String] = []
        var line = ""
        var length = 0
        for word in text.split(separator: " ") {
            let letters = word.count
            if length > 0, length + 1 + letters > width {
                lines.append(line)
                (line, length) = ("", 0)
            }
            line += length == 0 ? String(word) : " \(word)"
            length += length == 0 ? letters : letters + 1
            while length > width {
                lines.append(String(line.prefix(width)))
                line = String(line.dropFirst(width))
                length -= width
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The lines that a plain one is broken into, as parts of its bytes.
    private static func eachPart(_ text: String, _ width: Int, _ body: (Range<Int>) -> Void) {
        let count = text.utf8.count
        guard count > width else { return body(0..<count) }
        var text = text
        text.withUTF8 { bytes in
            var (start, end, place) = (0, 0, 0)
            func give(to end: Int) { body(start..<end) }
            while place < bytes.count {
                let word = place
                while place < bytes.count, bytes[place] != 0x20 { place += 1 }
                if end > start, place - start > width {
                    give(to: end)
                    start = word
                }
                end = place
                while end - start > width {
                    give(to: start + width)
                    start += width
                }
                place += 1
            }
            give(to: end)
        }
    }

    /// The characters of the longest word.
    private static func longestWord(_ text: String) -> Int {
        guard text.isPlainLine else { return text.split(separator: " ").map(\.count).max() ?? 0 }
        var text = text
        return text.withUTF8 { bytes in
            var (longest, length) = (0, 0)
            for byte in bytes {
                length = byte == 0x20 ? 0 : length + 1
                longest = max(longest, length)
            }
            return longest
        }
    }
}
