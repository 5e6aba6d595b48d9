package import RiskRegister

/// Turns one raw record into typed values by a mapping: words into values, and nothing more.
///
/// Pure, so that history can be typed anew from the raw fields that the register keeps. Reading an
/// export's bytes into raw records is `RegisterFile`'s work. Names are compared without case, spaces
/// and punctuation; of several aliases the first that is not empty wins. A field's attribute
/// `x/@code` counts where its words are empty.
///
///     let reader = RecordReader(mapping: datix, dateOrder: .dayFirst)
///     reader.risk(raw).current.likelihood   // 4, from "4 - Likely"
package struct RecordReader: Sendable {
    /// The mapping.
    package let mapping: SourceMapping
    /// The order of numeric dates that was decided for the file.
    package let dateOrder: SourceMapping.DateOrder

    let compiled: CompiledMapping

    /// A reader for records of one file.
    package init(mapping: SourceMapping, dateOrder: SourceMapping.DateOrder) {
        self.mapping = mapping
        self.dateOrder = dateOrder
        compiled = CompiledMapping.compiled(mapping)
    }

    /// The risk that a record describes.
    ///
    /// The subject of its findings has the mapping's organisation, because a record names none; who
    /// puts the record into a register knows better.
    package func risk(_ raw: RawRecord) -> RiskRecord { risk(raw, level: .operational) }

    /// The risk that a record describes, on its level.
    func risk(_ raw: RawRecord, level: RiskLevel, organisation: String? = nil) -> RiskRecord {
        var typing = RecordTyping(raw, compiled, dateOrder)
        let id = typing.line(.sourceID)
        typing.subject = .risk(
            RiskKey(
                organisation: organisation ?? mapping.organisation, level: level, id: id ?? "?"))
        var record = RiskRecord()
        record.sourceID = id
        if id == nil {
            typing.find("RD05", .sourceID, "the record has no id", RecordTyping.exportTheID)
        }
        record.reference = typing.line(.reference)
        record.title = typing.line(.title) ?? ""
        record.description = typing.block(.description) ?? ""
        record.type = typing.line(.type)
        record.subtype = typing.line(.subtype)
        record.domain = typing.line(.domain)
        record.source = typing.line(.source)
        record.objectives = typing.objectives()
        record.principalRisk = typing.line(.principalRisk).map(RecordTyping.code(of:))
        record.directorate = typing.line(.directorate)
        record.location = typing.path(.location)
        record.owner = typing.line(.owner)
        record.leadExecutive = typing.line(.leadExecutive)
        record.opened = typing.date(.opened)
        record.lastReview = typing.date(.lastReview)
        record.reviewDue = typing.date(.reviewDue)
        record.targetDate = typing.date(.targetDate)
        record.closed = typing.date(.closed)
        record.approval = typing.approval()
        record.isClosed = typing.isClosed(on: record.closed)
        typing.findRivals()
        record.initial = typing.score(.initial)
        record.current = typing.score(.current)
        record.target = typing.score(.target)
        record.controls = typing.block(.controls)
        record.gapsInControl = typing.block(.gapsInControl)
        record.assurance = typing.block(.assurance)
        record.gapsInAssurance = typing.block(.gapsInAssurance)
        record.progress = typing.block(.progress)
        record.markedRegisters = typing.markedRegisters()
        record.localFacts = typing.localFacts()
        record.oddDates = typing.oddDates
        record.repairs = typing.repairs
        record.findings = typing.findings
        return record
    }

    /// The action that a record describes.
    package func action(_ raw: RawRecord) -> ActionRecord {
        var typing = RecordTyping(raw, compiled, dateOrder)
        var action = ActionRecord()
        action.id = typing.line(.actionID)
        action.riskID = typing.line(.riskID)
        typing.subject = .action(action.id ?? "?", riskID: action.riskID)
        action.text = typing.block(.actionText) ?? ""
        action.owner = typing.line(.actionOwner)
        action.due = typing.date(.due)
        action.done = typing.date(.done)
        action.status = typing.line(.actionStatus)
        action.isDone = typing.isDone(action.status)
        action.progress = typing.block(.actionProgress)
        for date in typing.oddDates where !date.isMonthOnly {
            typing.find(
                "DT09", .due, "not a day: \(date)", "Record the day.", severity: .information)
        }
        action.repairs = typing.repairs
        action.findings = typing.findings
        return action
    }
}

extension RecordReader {
    /// Whether the mapping knows a source name, as a field or part of one, or as ignored.
    func knows(_ name: String) -> Bool { compiled.known(name) != nil }
}

extension String {
    /// The note of a date that is only a month: kept as one, so nothing is lost.
    fileprivate var isMonthOnly: Bool { hasSuffix(RecordTyping.monthMark) }
}
