import Digests
import Foundation
import Intake
import RegisterReports
import RegisterStore
import RiskRegister
import Rulebooks
import XML

/// A file to import with the mapping that reads it.
struct ImportInput {
    let file: RegisterFile
    let mappingBytes: [UInt8]
    let mappingDigest: String

    /// Its place among the files of a day.
    var rank: Int {
        switch file.kind {
        case .framework: 0
        case .actions: 1
        case .risks: 2
        }
    }

    /// The organisation that the file or its mapping names.
    var organisation: String? {
        file.organisation ?? (file.mapping.organisation.isEmpty ? nil : file.mapping.organisation)
    }

    /// Hands the file's records to a session, in batches, and notes what is remarkable about them.
    func read(
        into session: ImportSession, _ seen: inout ImportRemarks, progress: (Int) -> Void
    ) throws {
        try session.begin(file.extractFile(mappingDigest: mappingDigest), mapping: mappingBytes)
        let reader = RecordReader(mapping: file.mapping, dateOrder: file.dateOrder)
        var repaired = file.repaired
        switch file.kind {
        case .risks:
            var batch: [(raw: RawRecord, record: RiskRecord)] = []
            try file.records { raw in
                let record = reader.risk(raw)
                seen.take(record)
                repaired += record.repairs
                batch.append((raw, record))
                if batch.count == 512 {
                    try session.add(risks: batch)
                    batch.removeAll(keepingCapacity: true)
                    progress(512)
                }
            }
            try session.add(risks: batch)
        case .actions:
            var batch: [(raw: RawRecord, record: ActionRecord)] = []
            try file.records { raw in
                let record = reader.action(raw)
                repaired += record.repairs
                batch.append((raw, record))
            }
            try session.add(actions: batch)
        case .framework:
            try file.records { raw in
                let framework = try FrameworkReader.framework(
                    raw, mapping: file.mapping, dateOrder: file.dateOrder)
                seen.framework += framework.findings
                try session.add(framework: raw, framework)
            }
        }
        try session.end(
            FileReport(repaired: repaired, unmapped: file.unmapped, findings: file.findings))
    }
}

/// The mappings at hand: those of the rules, and one that is named, which comes first.
struct MappingChoice {
    private(set) var all: [SourceMapping] = []
    private var bytes: [SourceMapping: [UInt8]] = [:]
    /// The one that was named.
    private var named: SourceMapping?

    init(_ loaded: LoadedRulebook, named: String?) throws {
        if let named {
            try add(try MappingContent(path: named).yaml, path: named)
            self.named = all.first
        }
        for file in loaded.decidingFiles where file.path.hasPrefix("mappings/") {
            try add(file.bytes, path: file.path)
        }
    }

    private mutating func add(_ content: [UInt8], path: String) throws {
        let mapping = try MappingFile.read(content, path: path)
        guard bytes[mapping] == nil else { return }
        // A mapping that is named stands in for the rules' own of its kind.
        guard !all.contains(where: { $0.kind == mapping.kind && $0.roots == mapping.roots }) else {
            return
        }
        all.append(mapping)
        bytes[mapping] = content
    }

    /// The exports of a file: read by the mapping that was named where it can, whatever another knows of their names.
    ///
    /// A mapping with its doubtful lines left out may know fewer names than the rules' own, and was named all the same.
    func files(in input: XMLInput) throws -> [RegisterFile] {
        let input = try input.settled()
        if let named {
            let preferred = all.filter { $0 == named || $0.kind != named.kind }
            do {
                return try RegisterFile.all(in: input, mappings: preferred)
            } catch is RegisterFileError {}
        }
        return try RegisterFile.all(in: input, mappings: all)
    }

    /// A file with the mapping that reads it; refused when it knows none of the file's names.
    func input(_ file: RegisterFile) throws -> ImportInput {
        guard file.knownNames > 0 || file.recordCount == 0 || file.kind == .framework else {
            throw DeskFailure(
                .refused,
                "\(file.name): the mapping that reads <\(file.mapping.roots.first ?? "?")> names none of "
                    + "the fields of its \(file.recordCount) records\n"
                    + "Nothing was imported. Name them in the mapping, or pass another with --mapping."
            )
        }
        let content = bytes[file.mapping] ?? []
        return ImportInput(
            file: file, mappingBytes: content, mappingDigest: SHA256.digest(content).hex)
    }
}

/// What is plain only when all records of an import have been seen.
struct ImportRemarks {
    let scope: ExtractScope
    private var records = 0
    private var inside = 0
    private var withoutID = 0
    private var withoutTitle = 0
    /// What reading a framework had to say; `findings` says it again.
    var framework: [Finding] = []

    init(scope: ExtractScope) { self.scope = scope }

    mutating func take(_ record: RiskRecord) {
        records += 1
        if scope.covers(record) { inside += 1 }
        if record.sourceID == nil { withoutID += 1 }
        if record.title.isEmpty { withoutTitle += 1 }
    }

    /// Lines to print; refuses a scope that covers no record.
    ///
    /// A slip in the scope would otherwise cover nothing, so that no missing risk is ever missed. No
    /// id or title is most often a renamed element.
    func lines() throws -> [String] {
        if inside == 0, records > 0 {
            throw DeskFailure(
                .refused,
                "none of the \(records) records lies within --scope \(scope)\n"
                    + "Nothing was imported. Name the scope as the records have it.")
        }
        var lines: [String] = []
        if inside < records {
            lines.append(
                "\(records - inside) of \(records) records lie outside the scope \(scope).")
        }
        if withoutID > 0 {
            lines.append(
                "\(Count.of(withoutID, "record")) without an id, followed from month to month by title and "
                    + "description alone: is the id's element in the mapping?")
        }
        lines += framework.map { "\($0.code) \($0.subject.id): \($0.message)" }
        if withoutTitle > 0 {
            lines.append(
                "\(Count.of(withoutTitle, "record")) without a title: is the title's element in the mapping?"
            )
        }
        return lines
    }
}
