/// One action of the actions file: a dated, owned task that should move a risk.
package struct ActionRecord: Hashable, Sendable {
    /// The action's own id; nil when it has none.
    package var id: String?
    /// The id of the risk (operational or principal) that it belongs to; nil when it names none.
    package var riskID: String?
    /// What is to be done.
    package var text: String = ""
    /// Who is to do it, as recorded.
    package var owner: String?
    /// The day it is due.
    package var due: SourceDate?
    /// The day it was done; nil while open.
    package var done: SourceDate?
    /// The source's status word.
    package var status: String?
    /// The status says that it is done, whether or not a day is recorded.
    package var isDone = false
    /// The source's progress note.
    package var progress: String?
    /// How many repairs its texts needed; each kind counts once a field.
    package var repairs = 0
    /// What reading the record had to say.
    package var findings: [Finding] = []

    /// An action with everything absent.
    package init() {}

    /// Not done yet.
    package var isOpen: Bool { done == nil && !isDone }

    /// Open, and its due day has passed on the given day.
    package func isOverdue(on day: Day) -> Bool {
        guard isOpen, let due else { return false }
        return due.latest < day
    }
}
