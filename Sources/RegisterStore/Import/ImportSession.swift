import Digests
package import RiskRegister

/// An import that is being read: files and records are added to it in batches.
///
/// Nothing of the register is locked meanwhile. Risks are kept aside on disk, prepared as far as they
/// can be without the register, on a thread of their own; the rest is small and stays in memory.
package final class ImportSession {
    private let header: ImportHeader
    private let spool: RecordSpool
    private(set) var steps: [Step] = []

    /// What was read, in its order.
    enum Step {
        case begin(ExtractFile, mapping: [UInt8])
        /// So many risks of the spool.
        case risks(Int)
        case action(RawRecord, ActionRecord)
        case framework(RawRecord, AssuranceFramework)
        case end(FileReport)
    }

    init(header: ImportHeader, beside path: String) {
        self.header = header
        spool = RecordSpool(organisation: header.organisation, beside: path)
    }

    /// Begins a file; records that are added from now on are its own.
    ///
    /// - Parameters:
    ///   - file: The file; its encoding may be corrected at its end.
    ///   - mapping: The bytes of the mapping that it is read with; their SHA-256 becomes `file.mapping`.
    /// - Throws: `StoreError` when what came before could not be kept aside.
    package func begin(_ file: ExtractFile, mapping: [UInt8]) throws {
        try spool.check()
        var file = file
        file.mapping = SHA256.digest(mapping).hex
        steps.append(.begin(file, mapping: mapping))
    }

    /// Adds records of risks to the file that was begun last.
    ///
    /// - Throws: `StoreError` when they cannot be kept aside.
    package func add(risks batch: [(raw: RawRecord, record: RiskRecord)]) throws {
        try checkFile()
        try spool.add(batch)
        if case .risks(let count)? = steps.last {
            steps[steps.count - 1] = .risks(count + batch.count)
        } else {
            steps.append(.risks(batch.count))
        }
    }

    /// Adds actions to the file that was begun last.
    package func add(actions batch: [(raw: RawRecord, record: ActionRecord)]) throws {
        try checkFile()
        steps += batch.map { .action($0.raw, $0.record) }
    }

    /// Adds an assurance framework: the file's text as a raw record of one field, and what it means.
    package func add(framework raw: RawRecord, _ framework: AssuranceFramework) throws {
        try checkFile()
        steps.append(.framework(raw, framework))
    }

    /// Ends the file that was begun last.
    package func end(_ report: FileReport) throws {
        try checkFile()
        steps.append(.end(report))
    }

    private func checkFile() throws {
        guard !steps.isEmpty else {
            throw StoreError.unreadable(row: "import", reason: "a record came before its file")
        }
    }

    // MARK: - What was kept aside

    /// Nothing more is added.
    func close() throws { try spool.close() }

    /// The names of fields by their number in the spool.
    var names: [String] { spool.names }

    /// The risks, in the order in which they were added.
    func spooledRisks() throws -> RecordSpool.Reading { try spool.reading() }
}
