// One file per behaviour; each does nothing on pages that have no use for it.
import "./commands.js";
import "./composer.js";
import "./connection.js";
import "./line.js";
import "./outbox.js";
import "./unfinished.js";
import "./follow.js";
import "./seconds.js";
import "./panel.js";
import "./evidence.js";
import "./stages.js";
import "./diagram.js";
import "./flow_canvas.js";
import "./flow_files.js";
import "./copy.js";
import "./announce.js";
import "./language.js";
