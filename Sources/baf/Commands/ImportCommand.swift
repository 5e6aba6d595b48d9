import ArgumentParser
import Digests
import Foundation
import RegisterReports
import RegisterStore
import RegisterXML
import RiskRegister
import Rulebooks

/// `baf import`: one or more files of one day become one extract of the register, or nothing does.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read exports, actions and frameworks of one day into the register.",
        discussion: """
            All files of one command are one extract: they are stored together or not at all. The day \
            comes from the files or from --as-at.

            EXAMPLES
              baf import risks.xml actions.xml
              baf import export.xml --as-at 2026-06-30 --dry-run
              baf import adults.xml --scope directorate=Adults
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @Option(
        name: .customLong("as-at"),
        help: ArgumentHelp(
            "The day that the files speak for, where they do not say.", valueName: "day"))
    var asAt: Day?

    @Option(
        help: ArgumentHelp(
            "What the files cover, when it is not everything.", valueName: "field=value"))
    var scope: String?

    @Option(
        help: ArgumentHelp(
            "A mapping to read them by (default: the rules' mappings).", valueName: "file"))
    var mapping: String?

    @Flag(name: .customLong("dry-run"), help: "Say all of it and write nothing.")
    var dryRun = false

    @Flag(name: .customLong("accept-shrink"), help: "Import although risks are missing.")
    var acceptShrink = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let loaded = try RulebookFolder.load(common.rulesPath)
            let mappings = try Mappings(loaded, extra: mapping)
            var inputs: [Input] = []
            for path in files {
                let file = try RegisterFile.inspect(path: path, mappings: mappings.all)
                inputs.append(try mappings.input(file))
            }
            // Frameworks first, then actions, then risks: the order of a day's events.
            inputs.sort { $0.rank < $1.rank }
            let header = try header(inputs, mappings)
            let (result, remarks) = try store(inputs, header, loaded)
            report(result, remarks)
        }
    }

    private func header(_ inputs: [Input], _ mappings: Mappings) throws -> ImportHeader {
        var days: [Day: String] = [:]
        var organisations: [String: String] = [:]
        for input in inputs {
            if let day = input.file.asAt { days[day] = input.file.name }
            if let organisation = input.organisation {
                organisations[organisation] = input.file.name
            }
        }
        let found = days.sorted { $0.key < $1.key }
        if asAt == nil, found.count > 1 {
            let names = found.map { "\($0.value) is of \($0.key)" }.joined(separator: ", ")
            throw Failure(
                .usage,
                "the files are of different days: \(names)\nImport each day by itself, or name the day with --as-at."
            )
        }
        guard let day = asAt ?? found.first?.key else {
            throw Failure(
                .usage,
                "\(inputs[0].file.name) does not say which day it speaks for\nName the day: --as-at 2026-06-30"
            )
        }
        guard organisations.count <= 1 else {
            let names = organisations.sorted { $0.key < $1.key }
                .map { "\($0.value) is of \($0.key)" }.joined(separator: ", ")
            throw Failure(.refused, "the files are of different organisations: \(names)")
        }
        let risks = inputs.first { $0.file.kind == .risks }
        let organisation =
            try organisations.keys.first ?? onlyOrganisation() ?? mappings.organisation
        return ImportHeader(
            asAt: day, organisation: organisation,
            source: (risks ?? inputs[0]).file.mapping.source, scope: try parsedScope(),
            software: Software.name, recordedAt: Surroundings.now)
    }

    /// The register's organisation when it has just one: a file that names none is taken to be of it.
    private func onlyOrganisation() throws -> String? {
        guard FileManager.default.fileExists(atPath: common.registerPath) else { return nil }
        let known = Set(try OpenRegister.existing(common).imports().map(\.organisation))
        return known.count == 1 ? known.first : nil
    }

    private func parsedScope() throws -> ExtractScope {
        guard let scope else { return .all }
        let parts = scope.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty,
            ExtractScope.fields.contains(parts[0].lowercased())
        else {
            throw Failure(
                .usage,
                "--scope is FIELD=VALUE, with a field among \(ExtractScope.fields.joined(separator: ", ")); got \"\(scope)\""
            )
        }
        return .part(field: parts[0].lowercased(), value: parts[1])
    }

    // MARK: - Storing

    private func store(
        _ inputs: [Input], _ header: ImportHeader, _ loaded: LoadedRulebook
    ) throws -> (ImportResult, remarks: [String]) {
        // A dry run on no register works on one that vanishes with it.
        let exists = FileManager.default.fileExists(atPath: common.registerPath)
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-dry-run-\(UUID().uuidString).sqlite").path
        let isScratch = dryRun && !exists
        defer {
            if isScratch {
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: scratch + suffix)
                }
            }
        }
        let store = try RegisterStore(
            path: isScratch ? scratch : common.registerPath, mode: .create,
            typing: OpenRegister.typing)
        let source = RulebookSource(
            rulebook: loaded.rulebook,
            files: loaded.decidingFiles.map { RulebookFile(path: $0.path, bytes: $0.bytes) })
        let total = inputs.reduce(0) { $0 + $1.file.recordCount }
        var progress = Progress(total: total, isShown: Surroundings.showsProgress && !common.quiet)
        defer { progress.clear() }
        // What the command line says and the files deny: it holds, but never in silence.
        var remarks = inputs.compactMap { input in
            input.file.asAt.flatMap { $0 == header.asAt ? nil : (input.file.name, $0) }
        }.map { "\($0) says \($1.inWords); taken as of \(header.asAt.inWords), as --as-at says." }
        let sameDay = try store.imports().filter {
            $0.asAt == header.asAt && $0.organisation == header.organisation && $0.hasRisks
                && $0.source == header.source && $0.scope != header.scope && $0.supersededBy == nil
        }
        remarks += sameDay.map {
            "Entry \($0.sequence) of the same day covers \($0.scope): where the two disagree on a risk, "
                + "the extract of the narrower scope counts."
        }
        let result = try store.importExtract(
            header, rulebook: source, acceptShrink: acceptShrink, dryRun: dryRun
        ) { session in
            var intake = Intake(scope: header.scope)
            for input in inputs { try read(input, into: session, &progress, &intake) }
            remarks += try intake.remarks()
        }
        return (result, remarks)
    }

    private func read(
        _ input: Input, into session: ImportSession, _ progress: inout Progress,
        _ intake: inout Intake
    ) throws {
        let file = input.file
        try session.begin(
            file.extractFile(mappingDigest: input.mappingDigest), mapping: input.mappingBytes)
        let reader = RecordReader(mapping: file.mapping, dateOrder: file.dateOrder)
        var repaired = file.repaired
        switch file.kind {
        case .risks:
            var batch: [(raw: RawRecord, record: RiskRecord)] = []
            try file.records { raw in
                let record = reader.risk(raw)
                intake.take(record)
                repaired += record.repairs
                batch.append((raw, record))
                if batch.count == 512 {
                    try session.add(risks: batch)
                    batch.removeAll(keepingCapacity: true)
                    progress.advance(512)
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
                intake.framework += framework.findings
                try session.add(framework: raw, framework)
            }
        }
        try session.end(
            FileReport(repaired: repaired, unmapped: file.unmapped, findings: file.findings))
    }

    // MARK: - Saying what happened

    private func report(_ result: ImportResult, _ remarks: [String]) {
        let extract = result.extract
        if output == .json {
            Output.write(
                ExtractAnswer.json(extract, digest: ExtractDigest.digest(extract.files)).text())
            return
        }
        guard !common.quiet else { return }
        (ImportSummary(result: result).lines + remarks).forEach { Output.line($0) }
    }
}

/// A file to import with the mapping that reads it.
private struct Input {
    let file: RegisterFile
    let mappingBytes: [UInt8]
    let mappingDigest: String

    var rank: Int {
        switch file.kind {
        case .framework: 0
        case .actions: 1
        case .risks: 2
        }
    }

    var organisation: String? {
        file.organisation ?? (file.mapping.organisation.isEmpty ? nil : file.mapping.organisation)
    }
}

/// The mappings at hand: those of the rules, and one named on the command line, which comes first.
private struct Mappings {
    var all: [SourceMapping] = []
    private var bytes: [SourceMapping: [UInt8]] = [:]

    /// The organisation when no file and no mapping names one.
    let organisation = "trust"

    init(_ loaded: LoadedRulebook, extra: String?) throws {
        if let extra {
            guard let data = FileManager.default.contents(atPath: extra) else {
                throw Failure(.missing, "there is no mapping at \(extra)")
            }
            try add([UInt8](data), path: extra)
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

    func input(_ file: RegisterFile) throws -> Input {
        let content = bytes[file.mapping] ?? []
        return Input(
            file: file, mappingBytes: content, mappingDigest: SHA256.digest(content).hex)
    }
}

/// What is plain only when all records of an import have been seen.
private struct Intake {
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
    func remarks() throws -> [String] {
        if inside == 0, records > 0 {
            throw Failure(
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
                "\(Count.of(withoutID, "record")) without an id cannot be followed from month to month: is the "
                    + "id's element in the mapping?")
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

/// The digest that names an extract: its file's, or one over all of them.
enum ExtractDigest {
    static func digest(_ files: [ExtractFile]) -> String {
        guard files.count != 1 else { return files[0].sha256 }
        return SHA256.digest(files.map(\.sha256).sorted().joined(separator: "\n").utf8).hex
    }
}
