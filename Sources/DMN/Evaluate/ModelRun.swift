import FEEL

/// What one evaluation of a model keeps beside FEEL's run: warnings with their places, and the trace.
final class ModelRun {
    @exclusivity(unchecked) var warnings: [DecisionWarning] = []
    /// Present while a decision is explained.
    let trace: TraceRecorder?

    /// Memory for the rows of a table, used by one table after the other.
    @exclusivity(unchecked) private var selection = RowSelection()

    static let warningLimit = 200

    init(trace: TraceRecorder? = nil) {
        self.trace = trace
    }

    /// Memory to select rows in; a table that is decided within another's cell gets its own.
    func takeSelection() -> RowSelection {
        var taken = RowSelection()
        swap(&taken, &selection)
        return taken
    }

    /// Keeps the memory for the next table.
    func giveBack(_ used: inout RowSelection) { swap(&used, &selection) }

    func warn(_ location: SourceLocation, _ what: String) {
        guard warnings.count < ModelRun.warningLimit else { return }
        warnings.append(DecisionWarning(location: location, what: shortened(what)))
    }
}

extension Run {
    /// The model's side of this run; a run that a model did not start has none.
    var model: ModelRun? {
        host.map { unsafeDowncast($0, to: ModelRun.self) }
    }
}

extension DecisionResult {
    /// Something that became null, or should not have been, and where in the model.
    public struct Warning: Hashable, Sendable, CustomStringConvertible {
        /// The cell or element.
        public let location: SourceLocation
        /// The facts, lower case, no full stop.
        public let what: String

        /// The warning as `file:line:column: warning: what`.
        public var description: String { "\(location): warning: \(what)" }
    }
}

/// A warning of a model, by the name that tells it from FEEL's.
package typealias DecisionWarning = DecisionResult.Warning

/// Moves FEEL's newest warnings to the model's run, with the place of the text they are about.
func noteWarnings(of run: Run, since count: Int, at location: SourceLocation, text: String) {
    if let model = run.model {
        for warning in run.warnings[count...] {
            model.warn(location, "in `\(collapsedText(text))` at \(warning)")
        }
    }
    run.warnings.removeSubrange(count...)
}
