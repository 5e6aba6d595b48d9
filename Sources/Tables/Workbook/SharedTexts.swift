import XML

/// The texts that the cells of a workbook share, held as bytes.
///
/// A hundred thousand risks have a hundred megabytes of them. An array of `String` would take twice that and more;
/// here a text costs twelve bytes beside its own, and what goes beyond a bound is in a file (``SpillFile``).
struct SharedTexts: Sendable {
    private struct Place {
        var chunk: Int32
        var offset: Int32
        var length: Int32
    }

    private var places: [Place] = []
    /// The first chunks; the others are in the file.
    private var chunks: [[UInt8]] = []
    /// The chunk that is being filled.
    private var open: [UInt8] = []
    private var finished = 0
    private var file: SpillFile?

    private var chunkSize: Int
    private var kept: Int

    /// The texts of a workbook; none when it has none.
    ///
    /// - Parameters:
    ///   - package: The workbook.
    ///   - chunkSize: How many bytes are put away at a time; no text may be longer (Excel's have at most 32,767
    ///     characters).
    ///   - kept: How many chunks are kept in memory.
    /// - Throws: `TableError`.
    init(
        _ package: OfficePackage, chunkSize: Int = 4 << 20, kept: Int = 12
    ) throws(TableError) {
        self.chunkSize = chunkSize
        self.kept = kept
        guard let path = package.path("sharedStrings") else { return }
        var texts = self
        let isThere = try package.records(path, ["si"]) { (record) throws(TableError) in
            try texts.add(SheetText.text(of: record, in: 0), package.file)
        }
        guard isThere else {
            throw TableError(
                package.file, "its part \(path) is missing", advice: TableError.saveAgain)
        }
        try texts.finishChunk(package.file)
        self = texts
    }

    /// How many there are.
    var count: Int { places.count }

    /// A text by its number; nil when there is none.
    func text(_ number: Int) -> String? {
        guard number >= 0, number < places.count else { return nil }
        let place = places[number]
        let (chunk, offset, length) = (Int(place.chunk), Int(place.offset), Int(place.length))
        guard chunk < kept else {
            return file?.text(at: (chunk - kept) * chunkSize + offset, count: length)
        }
        return chunks[chunk].withUnsafeBufferPointer {
            String(
                decoding: UnsafeBufferPointer(rebasing: $0[offset..<offset + length]), as: UTF8.self
            )
        }
    }

    private mutating func add(_ text: String, _ name: String) throws(TableError) {
        let length = text.utf8.count
        guard length <= chunkSize else {
            throw TableError(
                name, "a text of the workbook is longer than \(chunkSize) bytes",
                advice: "no export is like this: look at the file before you trust it")
        }
        if open.count + length > chunkSize { try finishChunk(name) }
        places.append(
            Place(
                chunk: Int32(truncatingIfNeeded: finished),
                offset: Int32(truncatingIfNeeded: open.count),
                length: Int32(truncatingIfNeeded: length)))
        open.append(contentsOf: text.utf8)
    }

    private mutating func finishChunk(_ name: String) throws(TableError) {
        if finished < kept {
            chunks.append(open)
            open = []
        } else {
            let file: SpillFile
            if let made = self.file { file = made } else { file = try SpillFile(name) }
            self.file = file
            try file.write(open, at: (finished - kept) * chunkSize, name)
            open.removeAll(keepingCapacity: true)
        }
        finished += 1
    }
}
