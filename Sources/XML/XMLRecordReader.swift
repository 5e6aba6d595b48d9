/// What a reading found besides its records.
package struct XMLReadingSummary: Sendable, Hashable {
    /// The file's encoding, declared and actual.
    package var encoding: XMLEncoding

    /// How many records were handed over.
    package var records: Int

    /// How many lines the file has.
    package var lines: Int

    /// What was replaced on the way.
    package var repairs: XMLRepairs

    /// The elements outside the records, up to a bound: the head of the export.
    package var outside: [XMLOutsideElement]
}

/// Streams the records of an export, in bounded memory.
///
/// A record is any element of one of the given names (a name in lower case stands for any case)
/// that is not inside another record; each is handed over when its end tag was read, in memory that the next record uses again.
///
///     var count = 0
///     let summary = try XMLRecordReader.read(.file("risks.xml"), records: ["Risk"]) { record in
///         count += record.count - 1
///     }
package enum XMLRecordReader {
    /// Reads all records of an input.
    ///
    /// Throws ``XMLError`` for a file that cannot be read, or what `body` throws, and then reads no
    /// further. `encoding` is what ``InputScan`` found; without it, the input is scanned first.
    @discardableResult
    package static func read(
        _ input: XMLInput, encoding: XMLEncoding? = nil, limits: XMLLimits = .standard,
        records: Set<String>, _ body: (borrowing XMLRecord) throws -> Void
    ) throws -> XMLReadingSummary {
        let known = try encoding ?? InputScan.encoding(of: input)
        return try withoutActuallyEscaping(body) { body in
            let reader = try DocumentReader(
                input, encoding: known, limits: limits, recordNames: records, emit: body)
            try reader.run()
            return reader.summary
        }
    }
}
